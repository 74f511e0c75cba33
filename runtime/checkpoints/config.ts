import { chain, type Either, left, right, tryCatch } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import * as v from "valibot";
import { reasonOf } from "../thrown.ts";
import type { ConfigError } from "./config_error.ts";
import type { DeclaredNetwork } from "./declared_network.ts";
import { type OwnSection, ownSection } from "./own_section.ts";

/** All that `config.json` says. */
export interface CheckpointConfig {
  readonly network: DeclaredNetwork;
  /** The writer's name for the size of the model. */ readonly name: string | undefined;
  /** What our trainer adds; published files have none. */ readonly own: OwnSection | undefined;
}

const MOST_CHARACTERS = 2 ** 20;

const extent = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

/** The fields that are read; others may be there. Upper ends are far beyond any model, and keep products exact. */
const modelSchema = v.looseObject({
  name: v.optional(v.string()),
  type: v.optional(v.literal("block-dit")),
  hidden_size: extent(2 ** 16),
  cond_dim: extent(2 ** 16),
  length: extent(2 ** 20),
  n_blocks: extent(2 ** 10),
  n_heads: extent(2 ** 10),
  dropout: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  attn_backend: v.optional(v.string()),
  x0_causal: v.boolean(),
  activation: v.optional(v.picklist(["gelu", "relu2"])),
});
const fileSchema = v.looseObject({ blockgen: v.optional(ownSection) });

/**
 * Reads a published `config.json`: the model section alone, or a file that holds it under `model`.
 *
 * @returns The network, and our own section if there is one; or the first field that is missing, of another type or out
 * of range.
 */
export const readConfig = (json: string): Either<ConfigError, CheckpointConfig> => {
  if (json.length > MOST_CHARACTERS) {
    return left({ _tag: "ConfigTooLong", found: json.length, limit: MOST_CHARACTERS });
  }
  return pipe(
    tryCatch(() => JSON.parse(json) as unknown, notJson),
    chain((file) => isObject(file) ? right(file) : left(notJson("it is something else"))),
    chain(decode),
  );
};

const notJson = (thrown: unknown): ConfigError => ({ _tag: "ConfigNotJson", reason: reasonOf(thrown).slice(0, 120) });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const decode = (file: Readonly<Record<string, unknown>>): Either<ConfigError, CheckpointConfig> => {
  const nested = "model" in file;
  const model = v.safeParse(modelSchema, nested ? file["model"] : file, { abortEarly: true });
  if (!model.success) { return left(badField(nested ? "model" : "", model.issues[0])); }
  const whole = v.safeParse(fileSchema, file, { abortEarly: true });
  if (!whole.success) { return left(badField("", whole.issues[0])); }
  const { hidden_size: hidden, n_heads: heads, name } = model.output;
  // Rotary positions turn pairs of numbers of a head.
  if (hidden % (2 * heads) !== 0) {
    const want = `a multiple of twice n_heads (${heads})`;
    return left({ _tag: "BadField", field: nested ? "model.hidden_size" : "hidden_size", want, found: String(hidden) });
  }
  return right({ name, own: whole.output.blockgen, network: declared(model.output) });
};

const declared = (model: v.InferOutput<typeof modelSchema>): DeclaredNetwork => ({
  hidden: model.hidden_size,
  heads: model.n_heads,
  blocks: model.n_blocks,
  conditioning: model.cond_dim,
  length: model.length,
  causalContext: model.x0_causal,
  activation: model.activation ?? "gelu",
});

const badField = (under: string, issue: v.BaseIssue<unknown>): ConfigError => ({
  _tag: "BadField",
  field: [under, ...(issue.path ?? []).map(({ key }) => String(key))].filter((part) => part !== "").join(".") || "it",
  want: WANTS[issue.type] ?? issue.expected ?? "valid",
  found: issue.received === "undefined" ? "nothing" : issue.received.slice(0, 120),
});

/** valibot's names for what an extent must be, in a reader's words. */
const WANTS: Readonly<Record<string, string>> = {
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  string: "a text",
};
