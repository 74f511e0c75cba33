/** Cells along x, y and z; x runs fastest. */
export type Size = readonly [x: number, y: number, z: number];

/**
 * Numbers that the next kernel reads: on the host for WebAssembly and the cpu backend of gpu.js, on the device for real devices.
 *
 * Activations are *quads*, `[4, width, tokens / 4]`: four tokens lie side by side, so that a thread loads them at once and a layer
 * leaves what the next one reads. Tokens of a stream are counted row by row; a row has a multiple of four.
 */
export type Tensor =
  | { readonly _tag: "Host"; readonly data: Float32Array; readonly size: Size }
  | { readonly _tag: "Device"; readonly handle: Handle; readonly size: Size };

/** What gpu.js leaves on a device. */
export interface Handle {
  readonly toArray: () => Nested | Promise<Nested>;
  readonly delete: () => void;
}

/** Results of gpu.js: arrays of rows of cells. */
export type Nested = Float32Array | readonly Nested[];

/** How many numbers. */
export const cells = ([x, y, z]: Size): number => x * y * z;

/** All numbers of a result in order; one that is flat already is not copied. */
export const flatten = (nested: Nested, length: number): Float32Array => {
  if (nested instanceof Float32Array) { return nested; }
  const out = new Float32Array(length);
  let at = 0;
  const visit = (part: Nested): void => {
    if (ArrayBuffer.isView(part)) {
      out.set(part as Float32Array, at);
      at += part.length;
    } else { part.forEach(visit); }
  };
  visit(nested);
  return out;
};

/** Where number `column` of a token is among quads of a width. */
export const inQuads = (token: number, column: number, width: number): number =>
  ((token >> 2) * width + column) * 4 + (token & 3);
