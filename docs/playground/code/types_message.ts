import type { Diagnostic } from "./diagnostic.ts";

/** What the page asks the worker with TypeScript. */
export type TypesQuestion = Readonly<{ _tag: "Strip"; source: string } | { _tag: "Check"; source: string }>;

/** What it answers. */
export type TypesAnswer = Readonly<
  | { _tag: "Stripped"; source: string }
  | { _tag: "Checked"; diagnostics: readonly Diagnostic[] }
>;
