import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Ended, runTypeScript } from "../../support/process.ts";
import { root } from "../../support/root.ts";

const blockgen = (...args: readonly string[]): Promise<Ended> =>
  runTypeScript(join(root, "runtime/cli.ts"), args, { seconds: 60, env: { FORCE_COLOR: "1", COLUMNS: "80" } });

const printed = async (...args: readonly string[]): Promise<string> => {
  const ended = await blockgen(...args);
  assert.is(ended.code, 0, ended.output);
  return ended.stdout;
};

const processes = suite("as a process");
processes("it prints help, and ends with the exit code of the mistake", async () => {
  assert.match(await printed("--help"), /^Usage: blockgen COMMAND/m);
  for (const [code, ...args] of [[2, "sample", "--steps", "few"], [1, "explain", "arcp"]] as const) {
    const ended = await blockgen(...args);
    assert.is(ended.code, code);
    assert.is(ended.stdout, "");
    assert.match(ended.output, /^Cannot [^\n]+\n$/);
  }
});
processes("it stops at Ctrl-C and keeps the text so far", async () => {
  const args = ["--import", "tsx", join(root, "runtime/cli.ts"), "sample", "--length", "50000", "--steps", "4"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let [text, said] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (part: string) => said += part);
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    if (text === "") child.kill("SIGINT");
    text += part;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  assert.is(code, 130);
  assert.ok(text.length >= 16 && text.length < 5000 && text.endsWith("\n"));
  assert.match(said, /^Stopped by the caller \(interrupted\) with \d+ tokens committed\n$/);
});
processes("a training goes on when nobody reads of it any more", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-unread-"));
  try {
    const size = ["--width", "8", "--layers", "1", "--rows", "1", "--length", "16", "--vocabulary", "14"];
    const args = ["train", "--corpus", "mini", "--blocks", "1,4", "--steps", "3", "--out", folder, "--plot", ...size];
    const child = spawn(process.execPath, ["--import", "tsx", join(root, "runtime/cli.ts"), ...args], { cwd: root });
    child.stdout.destroy();
    child.stderr.once("data", () => child.stderr.destroy());
    assert.is(await new Promise<number | null>((resolve) => child.on("close", resolve)), 0);
    assert.ok(existsSync(join(folder, "curve.svg")), "what comes last is there");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
processes("it ends with a summary, and writes no escape codes into a pipe", async () => {
  const text = await printed("sample", "--length", "40", "--steps", "2", "--prompt", "And God said, ");
  assert.match(text, /^And God said, /);
  assert.ok(!text.includes("\u001b"));
  const summary = text.trimEnd().split("\n").at(-1)!;
  assert.match(
    summary,
    /^arpc on masked noise: engine oracle, kernels on \w+, \d+ NFE, \d+ tokens\/s, [\d.]+ bits per/,
  );
});
processes.run();
