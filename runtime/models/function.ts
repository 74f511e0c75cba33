import type { Abilities, Process } from "../../dsl/mod.ts";
import { type Model, model, type Tokenizer } from "../model.ts";
import { type RowFunctions, rowSession } from "./row_session.ts";

/** The abilities that have a default; `arVerify` follows from `verify`. */
export type Stated = Omit<Abilities, "arVerify" | "process" | "vocabulary">;

/** A model as its functions and what they can do. */
export interface UserModel extends RowFunctions, Partial<Stated> {
  /** What noise it was trained on. */ readonly process: Process;
  /** Number of real tokens. */ readonly vocabulary: number;
  /** Default: "function". */ readonly name?: string;
  /** What computes the logits (default: "function"). */ readonly engine?: string;
  /** How its tokens are read. */ readonly tokenizer?: Tokenizer;
}

/** The ability names that the compiler can read off a description; `unknown` where it was put together at run time. */
export type AbilitiesOf<D extends UserModel> =
  | (Process extends D["process"] ? unknown : D["process"])
  | (D extends { readonly verify: NonNullable<RowFunctions["verify"]> } ? "arVerify" : never)
  | (D extends { readonly rawAtVisible: infer R } ? (R extends true ? "rawAtVisible" : never)
    : D["process"] extends "uniform" ? "rawAtVisible"
    : never)
  | (D extends { readonly unconditional: true } ? "unconditional" : never)
  | (D extends { readonly selfConditioning: true } ? "selfConditioning" : never);

/** Longest sequence of a model that has no limit of its own. */
export const unlimited: number = Number.MAX_SAFE_INTEGER;

/**
 * A model from plain functions of one row, `predict: row -> logits [position][vocabulary]` and, if it can, `verify`.
 *
 * Defaults: prediction `unknown`, `rawAtVisible` for uniform noise only, any block size, no limit of length, neither
 * unconditional nor self-conditioning. Both functions may be asynchronous.
 *
 * Errors: a run ends in `WrongShape` if the logits are not `[noisy.length][vocabulary]` (a mask column more is
 * ignored).
 *
 * @example A model that likes every token equally
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { userModel } from "blockgen/runtime";
 *
 * const predict = ({ noisy }: { noisy: Int32Array }) => Array.from(noisy, () => [0, 0, 0]);
 * const flat = userModel({ process: "absorbing", vocabulary: 3, predict });
 * deepStrictEqual([flat.abilities.arVerify, flat.abilities.blockSizes], [false, "any"]);
 * ```
 */
export function userModel<const D extends UserModel>(description: D): Model<AbilitiesOf<D>> {
  const given: UserModel = description;
  return model({
    name: given.name ?? "function",
    engine: given.engine ?? "function",
    ...(given.tokenizer === undefined ? {} : { tokenizer: given.tokenizer }),
    abilities: abilitiesOf(given),
    open: () => rowSession(given.vocabulary, given),
  }) as Model<AbilitiesOf<D>>;
}

const abilitiesOf = (given: UserModel): Abilities => ({
  process: given.process,
  vocabulary: given.vocabulary,
  prediction: given.prediction ?? "unknown",
  arVerify: given.verify !== undefined,
  rawAtVisible: given.rawAtVisible ?? given.process === "uniform",
  unconditional: given.unconditional ?? false,
  selfConditioning: given.selfConditioning ?? false,
  blockSizes: given.blockSizes ?? "any",
  maximumLength: given.maximumLength ?? unlimited,
  ...(given.eos === undefined ? {} : { eos: given.eos }),
  ...(given.pad === undefined ? {} : { pad: given.pad }),
});
