import { type Either, isLeft, left, map, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Bytes, readBytes } from "./bytes.ts";
import { floatsOf, widen, WIDTHS } from "./dtype.ts";
import type { FormatError } from "./format_error.ts";
import { type Header, readHeader } from "./header.ts";
import type { TensorEntry } from "./tensor_entry.ts";

/** Tensors of a file, read one at a time when asked for and not kept: what the caller holds is the only copy. */
export interface Safetensors {
  /** In the order of their bytes. */ readonly entries: readonly TensorEntry[];
  /** Free texts of the writer. */ readonly metadata: Readonly<Record<string, string>>;
  /** The numbers of a tensor, row-major float32; where the file is in memory it may be a view of it: do not write to it. */
  readonly tensor: (name: string) => Promise<Either<FormatError, Float32Array<ArrayBuffer>>>;
  /** Lets go of the file. */ readonly close: () => Promise<void>;
}

/**
 * Opens a file in the safetensors format: reads and checks its header, none of its data.
 *
 * @param bytes Random access to the file. It is closed by `close`, and when opening fails.
 * @returns The tensors, F32, F16 or BF16, all handed out as float32; or the first thing wrong, with the tensor's name.
 * @see https://huggingface.co/docs/safetensors, "Format".
 *
 * @example What is written can be read
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { bytesInMemory, openSafetensors, writeSafetensors } from "blockgen/runtime";
 *
 * const file = writeSafetensors([{ name: "bias", shape: [2], values: Float32Array.of(0.5, -1) }]);
 * const opened = await openSafetensors(bytesInMemory(file));
 * if (opened._tag === "Left") { throw new Error("unreadable"); }
 * deepStrictEqual(await opened.right.tensor("bias"), { _tag: "Right", right: Float32Array.of(0.5, -1) });
 * ```
 */
export const openSafetensors = async (bytes: Bytes): Promise<Either<FormatError, Safetensors>> => {
  const header = await readHeader(bytes);
  if (isLeft(header)) { await bytes.close?.(); }
  return pipe(header, map((found) => tensorsOf(bytes, found)));
};

const tensorsOf = (bytes: Bytes, { entries, metadata, start }: Header): Safetensors => {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    entries,
    metadata,
    tensor: async (name) => {
      const entry = byName.get(name);
      if (entry === undefined) { return left({ _tag: "UnknownTensor", tensor: name }); }
      const values = entry.dtype === "F32" ? await narrowed(bytes, entry, start) : await widened(bytes, entry, start);
      return isLeft(values) ? values : finite(name, values.right);
    },
    close: async () => {
      await bytes.close?.();
    },
  };
};

const titled = ({ name }: TensorEntry): string => `tensor ${JSON.stringify(name)}`;

const narrowed = async (bytes: Bytes, entry: TensorEntry, start: number) =>
  pipe(await readBytes(bytes, titled(entry), start + entry.from, start + entry.to), map(floatsOf));

/** Bytes that are read at once when they are widened: the file's form and the wide one are never both there in full. */
const PIECE = 2 ** 22;

const widened = async (
  bytes: Bytes,
  entry: TensorEntry,
  start: number,
): Promise<Either<FormatError, Float32Array<ArrayBuffer>>> => {
  const dtype = entry.dtype === "F16" ? "F16" : "BF16";
  const values = allocate(entry.elements);
  if (values === null) { return left({ _tag: "OutOfMemory", tensor: entry.name, bytes: 4 * entry.elements }); }
  for (let from = entry.from; from < entry.to; from += PIECE) {
    const to = Math.min(from + PIECE, entry.to);
    const piece = await readBytes(bytes, titled(entry), start + from, start + to);
    if (isLeft(piece)) { return piece; }
    widen(dtype, piece.right, values, (from - entry.from) / WIDTHS[dtype]);
  }
  return right(values);
};

const allocate = (elements: number): Float32Array<ArrayBuffer> | null => {
  try {
    return new Float32Array(elements);
  } catch {
    return null;
  }
};

const finite = (tensor: string, values: Float32Array<ArrayBuffer>): Either<FormatError, Float32Array<ArrayBuffer>> => {
  for (let i = 0; i < values.length; i++) {
    // Differs from 0 for NaN and infinities only, and is faster than asking for both.
    if (values[i] - values[i] !== 0) { return left({ _tag: "NotFinite", tensor, at: i, found: String(values[i]) }); }
  }
  return right(values);
};
