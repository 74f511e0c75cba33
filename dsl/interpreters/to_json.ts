import { type Either, left } from "fp-ts/lib/Either.js";
import type { Program } from "../program.ts";
import { everyNode } from "./bodies_of.ts";
import type { CodecError } from "./codec_error.ts";
import { type ProgramJson, validate } from "./validate.ts";

/**
 * A program as plain JSON, version 1; a custom stage, a number that is not finite and what is too large are refused with a sentence.
 *
 * @example `JSON.stringify` and back
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { chain } from "fp-ts/lib/Either.js";
 * import { pipe } from "fp-ts/lib/function.js";
 * import { ancestral, fromJson, toJson } from "blockgen/dsl";
 *
 * const sampler = ancestral({ steps: 8 });
 * const back = pipe(toJson(sampler), chain((json) => fromJson(JSON.parse(JSON.stringify(json)))));
 * deepStrictEqual(back, { _tag: "Right", right: sampler });
 * ```
 */
export const toJson = (program: Program): Either<CodecError, ProgramJson> => {
  const custom = everyNode(program.nodes).find(({ node }) => node._tag === "Custom");
  return custom?.node._tag === "Custom"
    ? left({ _tag: "CustomStage", name: custom.node.name, at: custom.at })
    : validate({ version: 1, nodes: program.nodes });
};
