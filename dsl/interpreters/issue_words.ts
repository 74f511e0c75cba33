import type * as v from "valibot";

/** Where in the data something is wrong, `nodes[0].steps`; `it` for all of it. */
export const placeOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).reduce(
    (path, { key }) => typeof key === "number" ? `${path}[${key}]` : path === "" ? String(key) : `${path}.${key}`,
    "",
  ) || "it";

/** What is wrong there, to stand behind `Cannot read ... as`. */
export const wordsOf = (issue: v.BaseIssue<unknown>): string => {
  const at = placeOf(issue);
  if (issue.type === "variant" && issue.received === '"Custom"') {
    return `${at} says Custom: a custom stage is a function, and JSON has none`;
  }
  if (issue.expected === "never") { return `${at} is not known there`; }
  if (issue.received === "undefined") { return `${at} is missing`; }
  return `${at} must be ${expectedOf(issue)}: found ${shortened(issue.received)}`;
};

/** Longest piece of foreign data that a sentence repeats. */
const MOST_REPEATED = 60;

const shortened = (found: string): string =>
  found.length > MOST_REPEATED ? `${found.slice(0, MOST_REPEATED)} …` : found;

/** valibot's words for types, in ours. */
const WORDS: Readonly<Record<string, string>> = {
  Object: "an object",
  Array: "a list",
  number: "a number",
  string: "a text",
  boolean: "true or false",
};

const expectedOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === "integer") { return "a whole number"; }
  const expected = (issue.expected ?? "valid").replace(/^\((.*)\)$/, "$1").replace(/^<=/, "at most ")
    .replace(/^>=/, "at least ");
  return expected.split(" | ").map((one) => WORDS[one] ?? one).join(" or ");
};
