import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import * as dsl from "blockgen/dsl";
import { ar, dist, divergence, drafted } from "blockgen/dsl";

const options = [
  ...Object.keys(dsl).map((label) => ({ label, type: /^[A-Z]/.test(label) ? "constant" : "function" })),
  ...["flow", "pipe"].map((label) => ({ label, type: "function" })),
  ...Object.entries({ ar, dist, divergence, drafted, from: dsl.from })
    .flatMap(([group, members]) =>
      Object.keys(members).map((name) => ({ label: `${group}.${name}`, type: "property" }))
    ),
];

const complete = (context: CompletionContext): CompletionResult | null => {
  const word = context.matchBefore(/[\w.]+/);
  return word === null && !context.explicit ? null : { from: word?.from ?? context.pos, options, validFor: /^[\w.]*$/ };
};

/** The words of the language while one types. */
export const completions: Extension = autocompletion({ override: [complete] });
