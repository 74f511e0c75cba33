import { type Either, map } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Program, program } from "../program.ts";
import type { CodecError } from "./codec_error.ts";
import { validate } from "./validate.ts";

/**
 * A program from untrusted JSON (already parsed), or every reason why it is none; large and deep input is refused at once.
 *
 * What it needs and whether its stages fit is not known to the compiler: `check` says, and `run` asks it.
 *
 * @example Reasons come as data
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { describeCodecError, fromJson } from "blockgen/dsl";
 *
 * const read = fromJson({ version: 1, nodes: [{ _tag: "Repeat", times: "two", body: [] }] });
 * strictEqual(
 *   read._tag === "Left" && describeCodecError(read.left),
 *   'Cannot read the program as nodes[0].times must be a number: found "two"',
 * );
 * ```
 */
export const fromJson = (json: unknown): Either<CodecError, Program<unknown, unknown>> =>
  pipe(validate(json), map(({ nodes }) => program<unknown, unknown>(nodes)));
