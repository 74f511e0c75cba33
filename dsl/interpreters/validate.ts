import { chain, type Either, left, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import * as v from "valibot";
import type { Body } from "../node.ts";
import type { CodecError, Issue } from "./codec_error.ts";
import { placeOf, wordsOf } from "./issue_words.ts";
import { withinLimits } from "./limits.ts";
import { programSchema } from "./schema.ts";

/** A program as JSON: what is stored and shared. */
export interface ProgramJson {
  /** Of the format. */ readonly version: 1;
  /** First to last. */ readonly nodes: Body;
}

/** A clean copy of anything that is a program of version 1, with all the reasons if it is none. */
export const validate = (value: unknown): Either<CodecError, ProgramJson> =>
  pipe(withinLimits(value), chain(ofVersion), chain(ofSchema));

const ofVersion = (value: unknown): Either<CodecError, unknown> => {
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : 1;
  return version === 1 ? right(value) : left({ _tag: "UnknownVersion", found: JSON.stringify(version) ?? "nothing" });
};

const ofSchema = (value: unknown): Either<CodecError, ProgramJson> => {
  const parsed = v.safeParse(programSchema, value);
  return parsed.success ? right(parsed.output) : left({ _tag: "Invalid", issues: parsed.issues.map(issueOf) });
};

const issueOf = (issue: v.BaseIssue<unknown>): Issue => ({
  at: placeOf(issue),
  sentence: `Cannot read the program as ${wordsOf(issue)}`,
});
