/** The script of the worker with TypeScript, made when the page is built. */
import { transform } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../tests/support/root.ts";
import { makeDeclarations } from "./make_declarations.ts";

/**
 * TypeScript itself, the declarations, and the worker that uses both as globals, in one classic script.
 *
 * TypeScript is only made smaller, not bundled: a bundler would wait for the Node modules that it asks for where there are some.
 *
 * @param worker The bundle of `types_worker.ts`.
 */
export const makeTypesWorker = async (worker: string): Promise<string> => {
  const compiler = readFileSync(join(root, "node_modules/typescript-6/lib/typescript.js"), "utf8");
  const [{ code }, declarations] = await Promise.all([
    transform(compiler, { minifyWhitespace: true, minifyIdentifiers: true, legalComments: "none", target: "es2022" }),
    makeDeclarations(),
  ]);
  const licence = /^\/\*![^]*?\*\//.exec(compiler)?.[0] ?? "";
  return `${licence}\n${code}\nvar blockgenDeclarations=${JSON.stringify(declarations)};\n${worker}`;
};
