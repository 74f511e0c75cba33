import { fromHalf } from "./half.ts";

/** Number formats of weights that are read: 32 bits, IEEE half, and the upper half of 32 bits. */
export type Dtype = "F32" | "F16" | "BF16";

/** Bytes of one number. */
export const WIDTHS: { readonly [D in Dtype]: number } = { F32: 4, F16: 2, BF16: 2 };

/** All formats. */
export const DTYPES = Object.keys(WIDTHS) as readonly Dtype[];

/** Is a name from a file one of ours? */
export const isDtype = (name: string): name is Dtype => Object.hasOwn(WIDTHS, name);

/** Numbers of little-endian float32 bytes: a view where the bytes are aligned (and the machine is little-endian), else a copy. */
export const floatsOf = (bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> => {
  if (littleEndian()) {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    return new Float32Array(aligned.buffer, aligned.byteOffset, bytes.length / 4);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
};

/** Widens 16-bit numbers into `into`, from its element `at` on. */
export const widen = (dtype: "F16" | "BF16", bytes: Uint8Array, into: Float32Array, at: number): void => {
  const table = dtype === "F16" ? halves() : brains();
  for (let i = 0; 2 * i < bytes.length; i++) { into[at + i] = table[bytes[2 * i] | (bytes[2 * i + 1] << 8)]; }
};

const littleEndian = (): boolean => new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** A table of all 65,536 numbers is faster than any arithmetic on bits, and made once. */
const tabled = (of: (bits: number) => number): () => Float32Array => {
  let table: Float32Array | undefined;
  return () => table ??= Float32Array.from({ length: 65536 }, (_, bits) => of(bits));
};

const halves = tabled(fromHalf);
const brains = tabled((bits) => new Float32Array(new Uint32Array([bits * 65536]).buffer)[0]);
