import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  insertCompletionText,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import * as dsl from "blockgen/dsl";
import { importOf } from "./imports.ts";

/** Puts a word in, and its name into the imports, as printed programs import only what they use. */
const apply = (view: EditorView, { label }: Completion, from: number, to: number): void => {
  const imported = importOf(view.state.doc.toString(), label.split(".")[0]!);
  view.dispatch(insertCompletionText(view.state, label, from, to));
  if (imported !== null) { view.dispatch({ changes: imported }); }
};

const groups = { ar: dsl.ar, dist: dsl.dist, divergence: dsl.divergence, drafted: dsl.drafted, from: dsl.from };

const words: readonly string[] = [
  ...Object.keys(dsl),
  "flow",
  "pipe",
  ...Object.entries(groups).flatMap(([group, members]) => Object.keys(members).map((name) => `${group}.${name}`)),
];

const options: readonly Completion[] = words.map((label) => ({
  label,
  type: label.includes(".") ? "property" : /^[A-Z]/.test(label) ? "constant" : "function",
  apply,
}));

const complete = (context: CompletionContext): CompletionResult | null => {
  const word = context.matchBefore(/[\w.]+/);
  return word === null && !context.explicit ? null : { from: word?.from ?? context.pos, options, validFor: /^[\w.]*$/ };
};

/** The words of the language while one types. */
export const completions: Extension = autocompletion({ override: [complete] });
