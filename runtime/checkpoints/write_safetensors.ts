import { type Dtype, WIDTHS } from "./dtype.ts";
import { toHalf } from "./half.ts";

/** Formats that are written. */
export type WrittenDtype = Exclude<Dtype, "BF16">;

/** A tensor to write; `values` has as many numbers as `shape` says. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** How to write. */
export interface WriteOptions {
  /** Default F32. */ readonly dtype?: WrittenDtype;
  /** Free texts, default none. */ readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * A file in the safetensors format: the same tensors give the same bytes, whatever order they come in.
 *
 * @param tensors Names once each; numbers beyond 65504 turn infinite in F16.
 */
export const writeSafetensors = (
  tensors: readonly NamedTensor[],
  { dtype = "F32", metadata = {} }: WriteOptions = {},
): Uint8Array<ArrayBuffer> => {
  const sorted = byName(tensors);
  const header = safetensorsHeader(sorted, dtype, metadata);
  const size = sorted.reduce((sum, { values }) => sum + values.length * WIDTHS[dtype], header.length);
  const file = new Uint8Array(size);
  file.set(header);
  let at = header.length;
  for (const { values } of sorted) {
    const encoded = encodeFloats(values, dtype);
    file.set(encoded, at);
    at += encoded.length;
  }
  return file;
};

/** What stands before the data, for tensors that follow in the order of their names. */
export const safetensorsHeader = (
  tensors: readonly Omit<NamedTensor, "values">[],
  dtype: WrittenDtype,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> => {
  let to = 0;
  const entries = byName(tensors).map(({ name, shape }): [string, unknown] => {
    const from = to;
    to += WIDTHS[dtype] * shape.reduce((product, extent) => product * extent, 1);
    return [name, { dtype, shape, data_offsets: [from, to] }];
  });
  const texts = Object.entries(metadata).sort(([a], [b]) => a < b ? -1 : 1);
  const described = texts.length === 0 ? entries : [["__metadata__", Object.fromEntries(texts)] as const, ...entries];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(described)));
  // Padded with spaces, so that the data begins at a multiple of 8 and float32 can be viewed in place.
  const length = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(8 + length).fill(32);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(json, 8);
  return header;
};

/** Numbers as little-endian bytes. */
export const encodeFloats = (values: Float32Array, dtype: WrittenDtype): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(values.length * WIDTHS[dtype]);
  const view = new DataView(bytes.buffer);
  if (dtype === "F32") { values.forEach((value, i) => view.setFloat32(4 * i, value, true)); }
  if (dtype === "F16") { values.forEach((value, i) => view.setUint16(2 * i, toHalf(value), true)); }
  return bytes;
};

/** In the order of code units: the same everywhere, unlike `localeCompare`. */
const byName = <T extends { readonly name: string }>(tensors: readonly T[]): readonly T[] =>
  [...tensors].sort((a, b) => a.name < b.name ? -1 : 1);
