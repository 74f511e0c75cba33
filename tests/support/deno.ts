import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Ended, runProcess } from "./process.ts";
import { root } from "./root.ts";

/** The command line of the Deno that npm brought. */
const deno = join(root, "node_modules/deno/bin.cjs");

/** True where it is installed. */
export const hasDeno: boolean = existsSync(deno);

/** Runs Deno to its end, in the repository unless told otherwise; it never asks and never goes to the network for an update. */
export const runDeno = (args: readonly string[], seconds = 120, cwd: string = root): Promise<Ended> =>
  runProcess(process.execPath, [deno, ...args], {
    cwd,
    seconds,
    env: { DENO_NO_PROMPT: "1", DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
  });

/** What to run: `name` (else `default`) is an exported async function; `args` and its answer travel as JSON. */
export interface DenoRun {
  readonly entry: string;
  readonly name?: string;
  readonly args?: readonly unknown[];
  /** For `deno run`, as `--unstable-webgpu`; all permissions are given anyway. */ readonly flags?: readonly string[];
  readonly seconds?: number;
}

const mark = "# answer: ";

const caller = (run: DenoRun): string => `
const module = await import(${JSON.stringify(pathToFileURL(run.entry).href)});
const answer = await module[${JSON.stringify(run.name ?? "default")}](...${JSON.stringify(run.args ?? [])});
console.log("\\n${mark}" + JSON.stringify(answer ?? null));
Deno.exit(0);
`;

/** Calls an export of a TypeScript file under Deno and returns what it resolved to; throws with the output if that fails. */
export const runInDeno = async <A>(run: DenoRun): Promise<A> => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  // Inside the repository, so that bare imports are resolved by its import map and node_modules.
  const folder = mkdtempSync(join(root, ".cache", "deno-"));
  try {
    const main = join(folder, "main.ts");
    writeFileSync(main, caller(run));
    const ended = await runDeno(["run", "-A", "--no-check", ...(run.flags ?? []), main], run.seconds ?? 120);
    const answer = ended.stdout.split("\n").find((line) => line.startsWith(mark));
    if (ended.code !== 0 || answer === undefined) throw new Error(`Deno ended with ${ended.code}: ${ended.output}`);
    return JSON.parse(answer.slice(mark.length)) as A;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What describes the WebGPU adapter under Deno (software or not), or null where there is none. */
export const denoAdapter = async (): Promise<string | null> => {
  const script = `
const adapter = await navigator.gpu?.requestAdapter();
console.log("${mark}" + JSON.stringify(adapter ? adapter.info.description || adapter.info.device || "unnamed" : null));`;
  const ended = await runDeno(["eval", "--unstable-webgpu", script], 60);
  const answer = ended.stdout.split("\n").find((line) => line.startsWith(mark));
  return answer === undefined ? null : JSON.parse(answer.slice(mark.length)) as string | null;
};
