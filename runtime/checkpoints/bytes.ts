import { type Either, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../thrown.ts";
import type { FormatError } from "./format_error.ts";

/** Random access to a file: on disk, in memory, fetched by a browser. */
export interface Bytes {
  /** Bytes in the file. */ readonly size: number;
  /** The bytes from `from` up to, not including, `to`; the caller keeps inside of the file and does not write to them. */
  readonly read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** Lets go of the file. */ readonly close?: () => Promise<void>;
}

/** Bytes that are in memory already; reading copies nothing. */
export const bytesInMemory = (all: Uint8Array<ArrayBuffer>): Bytes => ({
  size: all.length,
  read: (from, to) => Promise.resolve(all.subarray(from, to)),
});

/** Reads bytes for `what` (a tensor, the header); a source that fails or falls short ends in `ReadFailed`. */
export const readBytes = async (
  bytes: Bytes,
  what: string,
  from: number,
  to: number,
): Promise<Either<FormatError, Uint8Array<ArrayBuffer>>> => {
  try {
    const found = await bytes.read(from, to);
    if (found.length === to - from) { return right(found); }
    return left({ _tag: "ReadFailed", what, reason: `${found.length} of ${to - from} bytes came` });
  } catch (thrown) {
    return left({ _tag: "ReadFailed", what, reason: reasonOf(thrown) });
  }
};
