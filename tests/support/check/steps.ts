import { existsSync } from "node:fs";
import { join } from "node:path";
import { runDeno } from "../deno.ts";
import { checkBlocks } from "../docs/check_blocks.ts";
import { collectBlocks } from "../docs/collect.ts";
import type { Ended } from "../process.ts";
import { root } from "../root.ts";
import { type Compiler, tsc } from "../types/compile.ts";
import { lintDocs } from "./doc_lint.ts";
import { checkLockfile } from "./lockfile.ts";
import { nodeTags } from "./node_variants.ts";
import type { Finding, Step } from "./step.ts";

/** Deno names every file that it checks and every file that a library lacks: neither is news. */
const news = (output: string): string =>
  output.split("\n").filter((line) => !/^(Check |Warning |Stack backtrace|\s+0: <unknown>)/.test(line)).join("\n");

const asFinding = (ended: Ended): Finding => ({
  ok: ended.code === 0,
  text: ended.code === 0 ? "" : news(ended.output),
});

const deno = (...args: readonly string[]) => async (): Promise<Finding> => asFinding(await runDeno(args));

const types = (compiler: Compiler) => async (): Promise<Finding> => asFinding(await tsc(compiler, ["-p", "."]));

const denoTypes = (): Promise<Finding> => {
  const entries = ["mod.ts", "dsl", "runtime", "examples"].filter((path) => existsSync(join(root, path)));
  return deno("check", ...entries)();
};

const docBlocks = async (): Promise<Finding> => {
  const report = await checkBlocks("check", collectBlocks(root));
  const text = [`${report.ran} blocks ran, ${report.skipped} say why not`, ...report.complaints].join("\n");
  return { ok: report.complaints.length === 0, text };
};

const variants = (): Promise<Finding> => {
  const tags = nodeTags();
  return Promise.resolve({ ok: tags.length > 0, text: `${tags.length} node variants: ${tags.join(", ")}` });
};

/** What `npm run check` does, quick things first. */
export const steps: readonly Step[] = [
  { name: "format (deno fmt)", run: deno("fmt", "--check") },
  { name: "lint (deno lint)", run: deno("lint") },
  { name: "lockfile", run: checkLockfile },
  { name: "instruction set", run: variants },
  { name: "types (TypeScript 7)", run: types("TypeScript 7") },
  { name: "types (TypeScript 6)", run: types("TypeScript 6") },
  { name: "types (deno check)", run: denoTypes },
  { name: "docstrings (deno doc --lint)", run: lintDocs },
  { name: "code in docs", run: docBlocks },
];
