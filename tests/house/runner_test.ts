import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { type Ended, runTypeScript } from "../support/process.ts";
import { root } from "../support/root.ts";

const runner = join(root, "tests/support/run.ts");
const fixtures = join(root, "tests/house/fixtures/runner");

const run = (paths: readonly string[], flags: readonly string[] = [], ci = ""): Promise<Ended> =>
  runTypeScript(runner, ["--root", fixtures, "--limit", "6", ...flags, ...paths], { seconds: 60, env: { CI: ci } });

const lastLine = (ended: Ended): string => ended.stdout.trimEnd().split("\n").at(-1) ?? "";

/** The fixture, the closing line, and what the report must say. */
const cases: readonly (readonly [folder: string, closing: string, says: string])[] = [
  ["failing", "1 passed, 1 failed", "1 of 2 failed"],
  ["forgotten", "0 passed, 1 failed", "no summary"],
  ["forgotten_second", "1 passed, 1 failed", "suite `second` is never run"],
  ["hang", "0 passed, 1 failed", "still running after 6 s"],
  ["unfinished", "0 passed, 1 failed", "no summary"],
  ["crash", "1 passed, 1 failed", "after the summary"],
  ["empty", "0 passed, 1 failed", "no tests"],
  ["before", "0 passed, 1 failed", "1 of 1 failed"],
  ["exits", "0 passed, 1 failed", "no summary"],
  ["only", "1 passed, 1 failed, 1 skipped", "`.only` leaves the other tests out"],
  ["none", "0 passed, 1 failed", "no *_test.ts under none"],
];

const fails = suite("the runner cannot pass silently");
for (const [folder, closing, says] of cases) {
  fails(`fails on ${folder}`, async () => {
    const ended = await run([folder]);
    assert.is(lastLine(ended), closing);
    assert.is(ended.code, 1);
    assert.ok(ended.output.includes(says), ended.output);
  });
}
fails("fails on a path that is not there", async () => {
  assert.is.not((await run(["nowhere"])).code, 0);
});
fails("adds up the files of a run", async () => {
  const ended = await run(["passing", "failing"]);
  assert.is(lastLine(ended), "3 passed, 1 failed");
  assert.is(ended.code, 1);
});
fails.run();

const passes = suite("the runner passes what passes");
passes("a good file", async () => {
  const ended = await run(["passing"]);
  assert.is(lastLine(ended), "2 passed, 0 failed");
  assert.is(ended.code, 0);
});
passes("long files only when asked", async () => {
  assert.is(lastLine(await run(["long"])), "0 passed, 1 failed");
  assert.is(lastLine(await run(["long"], ["--long"])), "1 passed, 0 failed");
});
passes("one file by its path", async () => {
  assert.is(lastLine(await run(["passing/two_test.ts"])), "2 passed, 0 failed");
});
passes.run();

const skips = suite("skipped tests");
skips("are counted and say why", async () => {
  const ended = await run(["skipping"]);
  assert.is(lastLine(ended), "1 passed, 0 failed, 2 skipped");
  assert.ok(ended.output.includes("skipped: no such data here"), ended.output);
});
skips("fail under CI when they name a required place", async () => {
  const ended = await run(["skipping"], [], "true");
  assert.is(lastLine(ended), "1 passed, 1 failed, 1 skipped");
  assert.ok(ended.output.includes("CI must run this on webgpu"), ended.output);
});
skips("fail a run that must reach all places", async () => {
  const ended = await run(["skipping"], ["--everywhere"]);
  assert.is(ended.code, 1);
  assert.ok(ended.output.includes("no test ran on webgl2"), ended.output);
  assert.not.ok(ended.output.includes("no test ran on deno"), ended.output);
});
skips.run();
