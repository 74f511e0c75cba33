import * as dsl from "blockgen/dsl";

/** Text to put in at a place. */
export interface Insertion {
  readonly from: number;
  readonly insert: string;
}

/** The module that a name of the language comes from; null for other names. */
export const moduleOf = (name: string): string | null =>
  name === "flow" || name === "pipe" ? "fp-ts/lib/function.js" : Object.hasOwn(dsl, name) ? "blockgen/dsl" : null;

/** What makes a text import a name of the language; null if it does already, or if there is no such name. */
export const importOf = (source: string, name: string): Insertion | null => {
  const module = moduleOf(name);
  if (module === null) { return null; }
  const group = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*"${module.replaceAll(".", "\\.")}"`).exec(source);
  if (group === null) { return { from: 0, insert: `import { ${name} } from ${JSON.stringify(module)};\n` }; }
  const names = group[1]!;
  if (new RegExp(`\\b${name}\\b`).test(names)) { return null; }
  const end = group.index + group[0].indexOf("{") + 1 + names.trimEnd().length;
  const line = names.includes("\n") ? "\n  " : " ";
  return { from: end, insert: names.trimEnd().endsWith(",") ? `${line}${name},` : `,${line}${name}` };
};
