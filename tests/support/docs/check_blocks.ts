import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { runTypeScript } from "../process.ts";
import { root } from "../root.ts";
import { compileErrors } from "../types/compile.ts";
import { fate } from "./collect.ts";
import type { CodeBlock } from "./extract.ts";

/** What checking came to: how many ran, how many only compiled (they say why), and one complaint per fault. */
export interface BlockReport {
  readonly ran: number;
  readonly skipped: number;
  readonly complaints: readonly string[];
}

const executor = join(root, "tests/support/docs/execute.ts");

/** A block as a module of the repository; blank lines above it keep the line numbers of its text. */
export const writeBlock = (folder: string, block: CodeBlock): string => {
  const name = `${block.file.replace(/[^\w]/g, "_")}_${block.line}.ts`;
  writeFileSync(join(folder, name), `${"\n".repeat(block.line - 1)}${block.code}\nexport {};\n`);
  return join(folder, name);
};

const where = (block: CodeBlock, line: number = block.line): string => `${block.file}:${line}`;

type Written = ReadonlyMap<string, CodeBlock>;

const compileComplaints = async (name: string, written: Written): Promise<readonly string[]> => {
  const files = [...written.keys()].map((file) => relative(root, file));
  const errors = await compileErrors("TypeScript 7", name, files);
  return errors.flatMap((error) => {
    const block = written.get(resolve(root, error.file));
    return block ? [`${where(block, error.line)}: does not compile: ${error.message}`] : [];
  });
};

/** Stack traces speak of the written module; a reader wants the text it came from. */
const inTermsOf = (block: CodeBlock, file: string, text: string): string =>
  text.split(`file://${file}`).join(block.file).split(file).join(block.file);

const runComplaints = async (written: Written): Promise<readonly string[]> => {
  if (written.size === 0) return [];
  const ended = await runTypeScript(executor, [...written.keys()], {
    seconds: 300,
    env: { NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  const answers = new Map<string, string | null>();
  for (const line of ended.stdout.split("\n").filter((text) => text.startsWith('{"file":'))) {
    const answer = JSON.parse(line) as { file: string; error: string | null };
    answers.set(answer.file, answer.error);
  }
  return [...written].flatMap(([file, block]) => {
    const error = answers.get(file);
    if (error === null) return [];
    return [`${where(block)}: ${error === undefined ? `did not end: ${ended.output}` : inTermsOf(block, file, error)}`];
  });
};

/** Compiles and runs blocks as a reader would who pasted them; `name` keeps the modules of two checks apart. */
export const checkBlocks = async (name: string, blocks: readonly CodeBlock[]): Promise<BlockReport> => {
  const folder = join(root, ".cache", "docs", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const written = new Map(blocks.map((block) => [writeBlock(folder, block), block]));
  const runnable = new Map([...written].filter(([, block]) => fate(block) === "run"));
  const unexplained = blocks.filter((block) => fate(block) === "unexplained")
    .map((block) => `${where(block)}: \`${block.marker}\` is not \`no-run\` with a reason`);
  const [compiled, ran] = [await compileComplaints(`docs-${name}`, written), await runComplaints(runnable)];
  const skipped = blocks.filter((block) => fate(block) === "skip").length;
  return { ran: runnable.size, skipped, complaints: [...unexplained, ...compiled, ...ran] };
};
