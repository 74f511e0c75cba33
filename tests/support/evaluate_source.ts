import * as fpTs from "fp-ts/lib/function.js";
import { transformSync } from "esbuild";
import * as dsl from "../../dsl/mod.ts";

/** Runs a module of TypeScript that imports the language, and gives what it exports. */
export const evaluateSource = (source: string): Readonly<Record<string, unknown>> => {
  const { code } = transformSync(source, { loader: "ts", format: "cjs" });
  const module = { exports: {} as Record<string, unknown> };
  const modules: Readonly<Record<string, unknown>> = { "fp-ts/lib/function.js": fpTs, "blockgen/dsl": dsl };
  new Function("require", "module", "exports", code)((name: string) => modules[name], module, module.exports);
  return module.exports;
};
