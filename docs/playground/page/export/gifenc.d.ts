/** The part of gifenc that the page uses; the package brings no types. */
declare module "gifenc" {
  /** A palette: red, green and blue of each colour. */
  export type Palette = readonly (readonly number[])[];

  /** Collects the frames of a GIF. */
  export interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { readonly palette: Palette; readonly delay: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8ClampedArray, colours: number): Palette;
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette): Uint8Array;
}
