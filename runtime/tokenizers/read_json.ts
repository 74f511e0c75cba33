import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import { reasonOf } from "../thrown.ts";
import type { TokenizerError } from "./errors.ts";

/** What a text says as JSON. */
export const parseJson = (file: string, text: string): Either<TokenizerError, unknown> => {
  try {
    return right(JSON.parse(text));
  } catch (error) {
    return left({ _tag: "NotJson", file, reason: reasonOf(error) });
  }
};

/** A clean copy of a value that fits a schema, else the first thing that does not. */
export const readAs = <S extends v.GenericSchema>(
  schema: S,
  file: string,
  value: unknown,
): Either<TokenizerError, v.InferOutput<S>> => {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  return parsed.success ? right(parsed.output) : left(invalid(file, parsed.issues[0]));
};

function invalid(file: string, issue: v.BaseIssue<unknown>): TokenizerError {
  const at = (issue.path ?? []).map(({ key }) => String(key)).join(".") || "it";
  const says = issue.type === "check" || issue.type === "custom";
  const want = says ? issue.message : issue.expected ?? "something else";
  return { _tag: "Invalid", file, at, want, found: shorten(issue.received) };
}

const shorten = (text: string): string => text.length > 60 ? `${text.slice(0, 57)}...` : text;
