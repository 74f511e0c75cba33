import { type ChildProcess, spawn } from "node:child_process";
import { root } from "./root.ts";

/** How a process ended. `code` is null when a signal ended it; `output` has both streams as they came. */
export interface Ended {
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly output: string;
  readonly seconds: number;
}

/** Where and how long a process runs. */
export interface Limits {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly seconds: number;
}

/** Ends a process with its children: each runs in a group of its own. */
const endGroup = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
};

/** Runs a command to its end or to its time limit (seconds); never rejects, a command that is not there ends with code 127. */
export const runProcess = (command: string, args: readonly string[], limits: Limits): Promise<Ended> =>
  new Promise((resolve) => {
    const started = performance.now();
    const env = { ...process.env, ...limits.env };
    const child = spawn(command, args, {
      cwd: limits.cwd ?? root,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, output, timedOut] = ["", "", false];
    const timer = setTimeout(() => {
      timedOut = true;
      output += `\n${command} ${args.join(" ")} was stopped after ${limits.seconds} s\n`;
      endGroup(child);
    }, limits.seconds * 1000);
    const interrupted = (): void => endGroup(child);
    process.once("exit", interrupted);
    const finish = (code: number | null): void => {
      clearTimeout(timer);
      process.off("exit", interrupted);
      resolve({ code, timedOut, stdout, output, seconds: (performance.now() - started) / 1000 });
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text, output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => output += text);
    child.on("error", (error) => (output += String(error), finish(127)));
    child.on("close", finish);
  });

/** Runs a TypeScript file under Node, as every test file is run. */
export const runTypeScript = (file: string, args: readonly string[], limits: Limits): Promise<Ended> =>
  runProcess(process.execPath, ["--import", "tsx", file, ...args], limits);
