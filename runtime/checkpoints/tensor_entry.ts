import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import { type Dtype, DTYPES, isDtype, WIDTHS } from "./dtype.ts";
import type { FormatError } from "./format_error.ts";

/** What a header says of one tensor. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  /** Extents, outermost first. */ readonly shape: readonly number[];
  /** Numbers in it. */ readonly elements: number;
  /** First byte, counted from the beginning of the data. */ readonly from: number;
  /** The byte behind its last. */ readonly to: number;
}

/** More numbers in one tensor than this are taken for damage (4 GiB as float32). */
export const MOST_ELEMENTS = 2 ** 30;
const MOST_DIMENSIONS = 8;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const schema = v.strictObject({
  dtype: v.string(),
  shape: v.pipe(v.array(whole), v.maxLength(MOST_DIMENSIONS)),
  data_offsets: v.strictTuple([whole, whole]),
});

/** Reads one entry of a header; whether entries fit together is for `checkLayout`. */
export const tensorEntry = (name: string, value: unknown): Either<FormatError, TensorEntry> => {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (!parsed.success) { return left(badEntry(name, parsed.issues[0])); }
  const { dtype, shape, data_offsets: [from, to] } = parsed.output;
  if (!isDtype(dtype)) { return left({ _tag: "UnknownDtype", tensor: name, dtype, known: DTYPES }); }
  const elements = shape.reduce((product, extent) => product * extent, 1);
  if (!(elements <= MOST_ELEMENTS)) { return left({ _tag: "AbsurdShape", tensor: name, shape, limit: MOST_ELEMENTS }); }
  if (to < from) { return left({ _tag: "Misordered", tensor: name, from, to }); }
  const want = elements * WIDTHS[dtype];
  return to - from === want
    ? right({ name, dtype, shape, elements, from, to })
    : left({ _tag: "WrongSize", tensor: name, dtype, shape, want, found: to - from });
};

const badEntry = (tensor: string, issue: v.BaseIssue<unknown>): FormatError => {
  const keys = (issue.path ?? []).map(({ key }) => String(key).slice(0, 40));
  const [first] = keys;
  const found = keys.length === 0 ? issue.received : `${issue.received} at ${keys.join(".")}`;
  return {
    _tag: "BadEntry",
    tensor,
    want: WANTS[first as keyof typeof WANTS] ?? WANTS.entry,
    found: found.slice(0, 120),
  };
};

const WANTS = {
  dtype: "a dtype that is a text",
  shape: `a shape of at most ${MOST_DIMENSIONS} whole numbers from 0`,
  data_offsets: "data_offsets of two whole numbers from 0",
  entry: "an object of dtype, shape and data_offsets",
};
