import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../../tests/support/root.ts";
import { runDeno } from "../../../tests/support/deno.ts";

/** A tag of a docstring. */
export interface Tag {
  readonly kind: string;
  readonly name?: string;
  readonly doc?: string;
}

/** Something exported: where it is declared, relative to the repository, and its docstring. */
export interface Symbol {
  readonly name: string;
  /** What it is called in its own file. */ readonly local: string;
  readonly file: string;
  readonly line: number;
  readonly doc: string;
  readonly tags: readonly Tag[];
}

interface Declaration {
  readonly location: { readonly filename: string; readonly line: number };
  readonly jsDoc?: { readonly doc?: string; readonly tags?: readonly Tag[] };
}

interface Documentation {
  readonly nodes: Readonly<
    Record<
      string,
      { readonly symbols: readonly { readonly name: string; readonly declarations: readonly Declaration[] }[] }
    >
  >;
}

const base = `${pathToFileURL(root).href}/`;

const declared = /\b(?:const|function|class|interface|type) (\w+)/;

/** The name in the line of a declaration (counted from 0): `mod.ts` may export it under another one. */
const nameAt = (file: string, line: number): string | undefined =>
  declared.exec(readFileSync(join(root, file), "utf8").split("\n")[line] ?? "")?.[1];

const symbolOf = (name: string, { location: { filename, line }, jsDoc }: Declaration): Symbol => {
  const file = decodeURIComponent(filename.replace(base, ""));
  return { name, local: nameAt(file, line) ?? name, file, line, doc: jsDoc?.doc ?? "", tags: jsDoc?.tags ?? [] };
};

/** What a module exports, as `deno doc` reads it, in the order of files and lines; overloads count once. */
export const exportsOf = async (entry: string): Promise<readonly Symbol[]> => {
  const ended = await runDeno(["doc", "--json", entry]);
  if (ended.code !== 0) { throw new Error(`deno doc ${entry}: ${ended.output}`); }
  const { nodes } = JSON.parse(ended.stdout) as Documentation;
  const found = Object.values(nodes).flatMap(({ symbols }) =>
    symbols.map(({ name, declarations }) => symbolOf(name, declarations[0]!))
  );
  return found.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
};
