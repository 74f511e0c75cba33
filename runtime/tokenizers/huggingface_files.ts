import { chain, type Either, left, map, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import * as v from "valibot";
import type { TokenizerError } from "./errors.ts";
import { readAs } from "./read_json.ts";

const LARGEST_ID = 1 << 22;
const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LARGEST_ID));
const kind = v.looseObject({ type: v.string() });
const merge = v.union([v.string(), v.tuple([v.string(), v.string()])]);

/** Not `v.record`, which leaves out the keys `constructor` and `prototype`: they are words of programs. */
const vocabulary = v.custom<Readonly<Record<string, number>>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isId),
  "a table from pieces to whole numbers",
);

const isId = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_ID;

const tokenizerSchema = v.looseObject({
  model: v.looseObject({
    type: v.optional(v.string(), "BPE"),
    vocab: vocabulary,
    merges: v.array(merge),
  }),
  decoder: kind,
  added_tokens: v.optional(
    v.array(v.looseObject({ id, content: v.pipe(v.string(), v.nonEmpty()), special: v.optional(v.boolean(), false) })),
    [],
  ),
  normalizer: v.optional(v.nullable(kind), null),
  pre_tokenizer: v.optional(v.nullable(kind), null),
  post_processor: v.optional(v.nullable(kind), null),
});

/** What is read of a tokenizer.json; the library reads more. */
export type HuggingFaceJson = v.InferOutput<typeof tokenizerSchema>;

const token = v.optional(v.nullable(v.union([v.string(), v.looseObject({ content: v.string() })])), null);

const configSchema = v.looseObject({ bos_token: token, eos_token: token, pad_token: token });

/** What is read of a tokenizer_config.json. */
export type HuggingFaceConfig = v.InferOutput<typeof configSchema>;

/** A tokenizer.json that is byte-level BPE, as GPT-2's and SmolLM's are; else `Invalid` or `Unsupported`. */
export const readHuggingFaceJson = (value: unknown, file: string): Either<TokenizerError, HuggingFaceJson> =>
  pipe(
    readKinds(value, file),
    chain(() => readAs(tokenizerSchema, file, value)),
    chain((json) => map(() => json)(inRange(json, file))),
  );

/** Kinds first: a WordPiece file has another shape, and its kind says more than what differs. */
const readKinds = (value: unknown, file: string): Either<TokenizerError, unknown> =>
  pipe(
    readAs(
      v.looseObject({ model: v.looseObject({ type: v.optional(v.string(), "BPE") }), decoder: kind }),
      file,
      value,
    ),
    chain(({ model, decoder }) =>
      model.type !== "BPE"
        ? left<TokenizerError>({ _tag: "Unsupported", file, what: "model", want: "BPE", found: model.type })
        : decoder.type !== "ByteLevel"
        ? left<TokenizerError>({ _tag: "Unsupported", file, what: "decoder", want: "ByteLevel", found: decoder.type })
        : right(value)
    ),
  );

/** Ids that a file may leave out: published ones skip a few, and a large number would only cost memory. */
const ROOM = 1024;

function inRange({ model, added_tokens }: HuggingFaceJson, file: string): Either<TokenizerError, null> {
  const ids = new Set([...Object.values(model.vocab), ...added_tokens.map((added) => added.id)]);
  const largest = [...ids].reduce((most, one) => Math.max(most, one), -1);
  const at = "model.vocab";
  if (ids.size === 0) { return left({ _tag: "Invalid", file, at, want: "a table of pieces", found: "none" }); }
  return largest < 2 * ids.size + ROOM
    ? right(null)
    : left({ _tag: "Invalid", file, at, want: `ids near 0 to ${ids.size - 1}`, found: String(largest) });
}

/** A tokenizer_config.json; its special tokens may be texts or objects. */
export const readHuggingFaceConfig = (value: unknown, file: string): Either<TokenizerError, HuggingFaceConfig> =>
  readAs(configSchema, file, value);
