import { builtinModules } from "node:module";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Import, importsIn, importsOf, sourcesUnder } from "../support/imports.ts";

const show = (found: readonly Import[]): string =>
  found.map(({ from, line, to }) => `${from}:${line} imports ${to}`).join("\n");
const none = (found: readonly Import[]): void => assert.ok(found.length === 0, show(found));

const ofNode = ({ to }: Import): boolean => to.startsWith("node:") || builtinModules.includes(to);
/** Command line, `npm start` and files that say so in their name run under Node or Deno only. */
const onCommandLine = (file: string): boolean => /^runtime\/(cli|start)|_node\.ts$/.test(file);

const dsl = sourcesUnder("dsl");
const runtime = sourcesUnder("runtime");

const layers = suite("layers");
layers("dsl/ imports nothing from outside of it but fp-ts, ts-pattern and valibot", () => {
  const allowed = ({ to }: Import): boolean => to.startsWith("dsl/") || /^(fp-ts|ts-pattern|valibot)(\/|$)/.test(to);
  assert.ok(dsl.length > 20);
  none(importsOf(dsl).filter((found) => !allowed(found)));
});

layers("what a browser loads imports no Node built-in", () => {
  none(importsOf(runtime.filter((file) => !onCommandLine(file))).filter(ofNode));
});

layers("what a browser loads imports no file of the command line", () => {
  none(importsOf(runtime.filter((file) => !onCommandLine(file))).filter(({ to }) => onCommandLine(to)));
});

layers("gpu.js is imported by backends, kernels and the gpu engine only", () => {
  const owners = /^runtime\/(backends|kernels|blockdit\/gpu)\//;
  none(importsOf([...dsl, ...runtime]).filter(({ from, to }) => /^gpu\.js(\/|$)/.test(to) && !owners.test(from)));
});

layers("relative imports name the file, with its ending", () => {
  const relative = ({ to }: Import): boolean => /^(dsl|runtime|mod)\b/.test(to);
  none(importsOf([...dsl, ...runtime]).filter((found) => relative(found) && !found.to.endsWith(".ts")));
});

layers("fp-ts is imported from fp-ts/lib/*.js, which Node, Deno and bundlers all find", () => {
  none(
    importsOf([...dsl, ...runtime]).filter(({ to }) => to.startsWith("fp-ts/") && !/^fp-ts\/lib\/\w+\.js$/.test(to)),
  );
});

layers("mod.ts files only re-export", async () => {
  const { readFileSync } = await import("node:fs");
  const code = (file: string): string => readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  const wrong = [...dsl, ...runtime].filter((file) => /(^|\/)mod\.ts$/.test(file))
    .filter((file) =>
      code(file).replace(/export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\s+"[^"]+";/g, "").trim() !== ""
    );
  assert.equal(wrong, []);
});
layers.run();

const reader = suite("the reader of imports");
reader("finds every kind of import and none in comments", () => {
  const source = [
    '/** import { a } from "../runtime/a.ts"; */',
    'import type { B } from "./b.ts";',
    'import "node:fs";',
    '// import "c";',
    'const d = await import("../dsl/d.ts");',
    'export * from "./e.ts";',
    "import {",
    "  f,",
    '} from "fp-ts";',
  ].join("\n");
  assert.equal(importsIn("runtime/x.ts", source), [
    { from: "runtime/x.ts", to: "runtime/b.ts", line: 2 },
    { from: "runtime/x.ts", to: "node:fs", line: 3 },
    { from: "runtime/x.ts", to: "dsl/d.ts", line: 5 },
    { from: "runtime/x.ts", to: "runtime/e.ts", line: 6 },
    { from: "runtime/x.ts", to: "fp-ts", line: 9 },
  ]);
});
reader.run();
