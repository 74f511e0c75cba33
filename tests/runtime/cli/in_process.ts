import * as assert from "uvu/assert";
import { main } from "../../../runtime/cli/main.ts";

/** Runs a command line in this process: what it wrote to stdout and stderr, and its exit code. */
export const blockgen = async (...args: readonly string[]) => {
  const written = { stdout: "", stderr: "" };
  const code = await main(args, {
    out: (text) => written.stdout += text,
    err: (text) => written.stderr += text,
    redraws: false,
    colours: false,
    width: 80,
    height: 24,
  });
  return { ...written, code };
};

/** What a command line that succeeds prints. */
export const printed = async (...args: readonly string[]): Promise<string> => {
  const ended = await blockgen(...args);
  assert.is(ended.code, 0, ended.stderr);
  return ended.stdout;
};
