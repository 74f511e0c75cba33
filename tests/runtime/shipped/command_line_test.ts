import { existsSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fullReference, isCheckpoint } from "../../../runtime/cli/load_checkpoint.ts";
import { versionOnDisk } from "../../../runtime/eval/sweep/version_node.ts";
import { blockgen, printed } from "../cli/in_process.ts";

const line = suite("networks that ship on the command line");
line("are inspected by their short names", async () => {
  const text = await printed("inspect", "masked");
  for (
    const fact of [/^parameters +543,968, F16$/m, /^noise +masked/m, /^predictions +loo$/m, /^abilities +arVerify$/m]
  ) {
    assert.match(text, fact);
  }
  assert.match(await printed("inspect", "shipped:uniform"), /^noise +uniform$/m);
});
line("write texts", async () => {
  const args = ["--length", "16", "--steps", "2", "--engine", "host", "--quiet"];
  const text = await printed("sample", "--model", "masked", ...args);
  assert.match(text, /[a-z]{2}/);
  assert.is(await printed("sample", "--model", "shipped:masked", ...args), text);
});
line("are suggested where a name is almost theirs", async () => {
  const ended = await blockgen("inspect", "maskd");
  assert.is(ended.code, 1);
  assert.match(ended.stderr, /did you mean "masked"\?/);
});
line("give way to a folder of their name, which shipped:NAME does not", () => {
  assert.is(existsSync("masked"), false, "the tests run where there is no such folder");
  assert.is(fullReference("masked"), "shipped:masked");
  assert.is(fullReference("runtime"), "runtime");
  assert.ok(["masked", "uniform", "ar", "shipped:ar"].every(isCheckpoint));
  assert.not(isCheckpoint("oracle"));
});
line("have versions in results of sweeps: those of their files", () => {
  const version = versionOnDisk();
  assert.match(version("shipped:masked"), /^[0-9a-f]{16}$/);
  assert.is.not(version("shipped:masked"), version("shipped:uniform"));
  assert.is(version("oracle"), "");
});
line.run();
