import { chain, type Either, left, map, mapLeft } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import type { Program } from "../program.ts";
import { fromBase64Url, jsonOf, toBase64Url } from "./base64url.ts";
import type { CodecError } from "./codec_error.ts";
import { fromJson } from "./from_json.ts";
import { toJson } from "./to_json.ts";

/** Longest link that is looked at, in characters. */
const MOST_LINK = 1_000_000;

/**
 * A program as text that fits into an address: base64url of its JSON.
 *
 * @example There and back
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { chain } from "fp-ts/lib/Either.js";
 * import { pipe } from "fp-ts/lib/function.js";
 * import { ancestral, fromLink, toLink } from "blockgen/dsl";
 *
 * const sampler = ancestral({ steps: 8 });
 * deepStrictEqual(pipe(toLink(sampler), chain(fromLink)), { _tag: "Right", right: sampler });
 * ```
 */
export const toLink = (program: Program): Either<CodecError, string> =>
  pipe(toJson(program), map((json) => toBase64Url(JSON.stringify(json))));

/** The program of such a text; a damaged one ends in `BadLink`, a foreign one as in `fromJson`. */
export const fromLink = (link: string): Either<CodecError, Program<unknown, unknown>> => {
  if (link.length > MOST_LINK) {
    return left(badLink(`it must have at most ${MOST_LINK} characters: found ${link.length}`));
  }
  return pipe(fromBase64Url(link), chain(jsonOf), mapLeft(badLink), chain(fromJson));
};

const badLink = (reason: string): CodecError => ({ _tag: "BadLink", reason });
