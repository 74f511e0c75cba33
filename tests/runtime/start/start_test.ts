import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { takeaways } from "../../../runtime/start/report.ts";
import { type Ended, runTypeScript } from "../../support/process.ts";
import { root } from "../../support/root.ts";

const start = (args: readonly string[], columns = "80"): Promise<Ended> =>
  runTypeScript(join(root, "runtime/start.ts"), args, { seconds: 60, env: { COLUMNS: columns, FORCE_COLOR: "1" } });

const shown = suite("npm start");
shown("prints two pipelines, two texts for each noise, and the numbers of each run", async () => {
  const { code, stdout, seconds } = await start(["--oracle", "--length", "48", "--steps", "2"]);
  assert.is(code, 0, stdout);
  assert.ok(!stdout.includes("\u001b"), "a pipe gets plain text");
  assert.ok(stdout.split("\n").every((line) => line.length <= 80), stdout);
  const marked = stdout.split("\n").filter((line) => line.startsWith("> "));
  assert.is(marked.length, 1);
  assert.match(marked[0]!, /^> +posterior +> +correct/);
  for (const noise of ["masked", "uniform"]) {
    assert.match(stdout, new RegExp(`^${noise} noise, an exact model of Genesis`, "m"));
    for (const sampler of ["ancestral", "arpc"]) {
      const row = new RegExp(`^${noise} +${sampler} +oracle +\\w+ +\\d+ +[\\d.]+ +\\d+ +\\d\\.\\d\\d +\\d+$`, "m");
      assert.match(stdout, row);
    }
  }
  assert.ok(seconds < 30);
});
shown("stacks what has no room side by side", async () => {
  const { code, stdout } = await start(["--oracle", "--length", "32", "--steps", "1"], "50");
  assert.is(code, 0);
  assert.match(stdout, /^> +posterior$/m);
  assert.match(stdout, /^> +correct/m);
});
shown("has the same as data, the same for the same seed on another backend", async () => {
  const args = ["--oracle", "--json", "--length", "32", "--steps", "2", "--seed", "9"];
  const [one, two] = [await start(args), await start([...args, "--backend", "cpu"])];
  const read = ({ stdout }: Ended) =>
    JSON.parse(stdout) as { runs: { texts: string[]; nfe: number; backend: string }[]; takeaways: string[] };
  const [a, b] = [read(one), read(two)];
  assert.equal(a.runs.map((run) => run.texts), b.runs.map((run) => run.texts));
  assert.equal(a.runs.map((run) => run.nfe), [16, 24, 16, 24, 128]);
  assert.ok(b.runs.every((run) => run.backend === "cpu"));
  assert.ok(a.takeaways.length >= 3);
});
shown("plays on the networks that ship, and names the judge of their texts", async () => {
  const { code, stdout } = await start(["--length", "32", "--steps", "2"], "100");
  assert.is(code, 0, stdout);
  for (const noise of ["masked", "uniform"]) {
    assert.match(stdout, new RegExp(`^${noise} noise, a network trained on the King James Bible`, "m"));
    for (const sampler of ["ancestral", "arpc"]) {
      const row = new RegExp(`^${noise} +${sampler} +(onnx|gpu) \\(\\w+\\) +\\w+ +\\d+ .* \\d\\.\\d\\d +\\d+$`, "m");
      assert.match(stdout, row);
    }
  }
  assert.match(stdout, /judge, not of the network: The Bible, King James Version, 5-gram\s+of 511 pieces/);
});
shown("says in one sentence what is wrong", async () => {
  for (
    const [args, code] of [[["--steps", "x"], 2], [["--backend", "webgl2"], 1], [["--sede", "1"], 2], [[
      "--engine",
      "onx",
    ], 1]] as const
  ) {
    const ended = await start([...args]);
    assert.is(ended.code, code);
    assert.is(ended.output.trimEnd().split("\n").at(-1)!.startsWith("Cannot "), true, ended.output);
    assert.ok(!/^ +at /m.test(ended.output), "no stack");
  }
});
shown.run();

const words = suite("what to look at");
const runs = (bits: Readonly<Record<string, number>>) =>
  Object.entries(bits).map(([key, bitsPerCharacter]) => {
    const [process, sampler] = key.split("/") as ["absorbing" | "uniform", string];
    return { process, sampler, bitsPerCharacter };
  });
const judge = "Bits are exact.";
words("follows the numbers, whichever way they went", () => {
  const own = { "absorbing/one by one": 2 };
  const gap = { "absorbing/ancestral": 3, "uniform/ancestral": 2.5, "absorbing/arpc": 2.2, "uniform/arpc": 2.4 };
  const turned = { "absorbing/ancestral": 2.5, "uniform/ancestral": 3, "absorbing/arpc": 1.8, "uniform/arpc": 3.1 };
  assert.match(
    takeaways(runs({ ...own, ...gap }), 4, judge)[1]!,
    /1\.00 bits more .*0\.50 bits more .*uniform noise is ahead/,
  );
  assert.is(takeaways(runs({ ...own, ...gap }), 4, judge).length, 3);
  assert.match(takeaways(runs({ ...own, ...turned }), 4, judge)[1]!, /masked noise is ahead/);
  assert.match(takeaways(runs({ ...own, ...turned }), 4, judge)[2]!, /0\.70 bits fewer .*0\.10 bits more/);
  assert.is(takeaways(runs({ ...own, ...turned }), 4, judge).length, 4);
});
words("says who judged where a run has no bits", () => {
  assert.equal(takeaways(runs({ "absorbing/ancestral": 2 }), 4, judge), [judge]);
});
words.run();
