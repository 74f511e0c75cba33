import { chain, type Either, isLeft, left, map, right, tryCatch } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { reasonOf } from "../thrown.ts";
import { type Bytes, readBytes } from "./bytes.ts";
import { duplicateName } from "./duplicate_name.ts";
import type { FormatError } from "./format_error.ts";
import { type TensorEntry, tensorEntry } from "./tensor_entry.ts";
import { checkLayout } from "./tensor_layout.ts";

/** What stands before the numbers of a safetensors file. */
export interface Header {
  /** Tensors in the order of their bytes, which they fill without holes. */ readonly entries: readonly TensorEntry[];
  /** Free texts of the writer. */ readonly metadata: Readonly<Record<string, string>>;
  /** Where the data begins in the file. */ readonly start: number;
}

/** Longest header in bytes: a model of 10,000 tensors needs about a fifth of it. */
export const LONGEST_HEADER = 2 ** 23;
const MOST_TENSORS = 2 ** 16;
const METADATA = "__metadata__";
const LENGTH_BYTES = 8;

/** Reads and checks the header: 8 bytes of length (little-endian), then JSON. Nothing of the data is read. */
export const readHeader = async (bytes: Bytes): Promise<Either<FormatError, Header>> => {
  if (bytes.size < LENGTH_BYTES) { return left({ _tag: "TooShort", size: bytes.size }); }
  const first = await readBytes(bytes, "the header", 0, LENGTH_BYTES);
  const length = pipe(first, chain((eight) => lengthOf(eight, bytes.size - LENGTH_BYTES)));
  if (isLeft(length)) { return length; }
  const start = LENGTH_BYTES + length.right;
  const raw = await readBytes(bytes, "the header", LENGTH_BYTES, start);
  return pipe(raw, chain(textOf), chain(objectOf), chain((object) => headerOf(object, start, bytes.size - start)));
};

const lengthOf = (eight: Uint8Array, available: number): Either<FormatError, number> => {
  const length = new DataView(eight.buffer, eight.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > available) { return left({ _tag: "HeaderTooLong", length, available }); }
  return length <= LONGEST_HEADER
    ? right(Number(length))
    : left({ _tag: "HeaderOverLimit", length: Number(length), limit: LONGEST_HEADER });
};

const notJson = (thrown: unknown): FormatError => ({ _tag: "HeaderNotJson", reason: reasonOf(thrown).slice(0, 120) });

const textOf = (raw: Uint8Array): Either<FormatError, string> =>
  tryCatch(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw), notJson);

const objectOf = (json: string): Either<FormatError, object> =>
  pipe(
    tryCatch(() => JSON.parse(json) as unknown, notJson),
    chain((value) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? right(value)
        : left<FormatError>({ _tag: "HeaderNotJson", reason: "it is something else" })
    ),
    chain((object) => {
      const tensor = duplicateName(json);
      return tensor === null ? right(object) : left<FormatError>({ _tag: "DuplicateName", tensor });
    }),
  );

const headerOf = (object: object, start: number, available: number): Either<FormatError, Header> => {
  const named = Object.entries(object);
  if (named.length > MOST_TENSORS) {
    return left({
      _tag: "TooManyTensors",
      found: named.length,
      limit: MOST_TENSORS,
    });
  }
  const entries: TensorEntry[] = [];
  let metadata: Header["metadata"] = {};
  for (const [name, value] of named) {
    const read = name === METADATA ? metadataOf(value) : tensorEntry(name, value);
    if (isLeft(read)) { return read; }
    if ("texts" in read.right) { metadata = read.right.texts; }
    else { entries.push(read.right); }
  }
  return pipe(checkLayout(entries, available), map((sorted) => ({ entries: sorted, metadata, start })));
};

const metadataOf = (value: unknown): Either<FormatError, { readonly texts: Header["metadata"] }> => {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject && Object.values(value).every((text) => typeof text === "string")) {
    return right({ texts: value as Header["metadata"] });
  }
  return left({
    _tag: "BadEntry",
    tensor: METADATA,
    want: "texts only",
    found: isObject ? "other values" : typeof value,
  });
};
