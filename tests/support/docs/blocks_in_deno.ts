import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runInDeno } from "../deno.ts";
import { root } from "../root.ts";
import { writeBlock } from "./check_blocks.ts";
import { fate } from "./collect.ts";
import type { CodeBlock } from "./extract.ts";

/** Runs blocks under Deno, one after the other in one process; their types were checked elsewhere. One complaint per fault. */
export const runInDenoToo = async (
  name: string,
  blocks: readonly CodeBlock[],
): Promise<{ readonly ran: number; readonly complaints: readonly string[] }> => {
  const folder = join(root, ".cache", "docs", `${name}-deno`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const written = blocks.filter((block) => fate(block) === "run").map((block) =>
    [writeBlock(folder, block), block] as const
  );
  const entry = join(root, "tests/support/docs/execute_in_deno.ts");
  const files = written.map(([file]) => file);
  const answers = await runInDeno<Record<string, string | null>>({ entry, args: [files], seconds: 240 });
  const complaints = written.flatMap(([file, block]) =>
    answers[file] === null ? [] : [`${block.file}:${block.line} under Deno: ${answers[file] ?? "did not end"}`]
  );
  return { ran: files.length, complaints };
};
