import { suite } from "uvu";
import * as assert from "uvu/assert";
import fc from "fast-check";
import {
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  compare,
  diagram,
  diffusionGemma,
  explain,
  markDifferences,
} from "../../../dsl/mod.ts";
import { everyNode } from "../../../dsl/interpreters/bodies_of.ts";
import { allSamplers } from "../../support/all_samplers.ts";
import { arbitraryProgram } from "../../support/arbitrary_nodes.ts";

const plain = blockAncestral({ size: 16, steps: 8, temperature: 0.7 });
const guided = arpc({ size: 16, steps: 8, temperature: 0.7, by: ar.nll });

const telling = suite("explain, compare and diagram");

telling("a program reads as indented text, without what is at its default", () => {
  assert.is(
    explain(guided),
    `blocks  of 16
  noise
  denoise  8 updates
    each:
      predict
      shape  temperature 0.7
      correct
        draft
        verify  temperature 0.7
        score  ar.nll
        select  top max(1, round((1 - alphaS) * blockSize))
        renoise
    last:
      predict
      shape  temperature 0.7
      finish
  commitBlock`,
  );
});

telling("what is remembered stands apart from the sign of a comparison", () => {
  const lines = explain(diffusionGemma()).split("\n").map((line) => line.trim());
  assert.ok(lines.includes('remember  "same" = (dist.argmax + 1 = memory("token"))'));
  assert.ok(lines.includes('remember  "entropy" = dist.entropy'));
});

telling("every node has its line", () => {
  fc.assert(
    fc.property(arbitraryProgram, (program) => {
      const lines = program.nodes.length === 0 ? [] : explain(program).split("\n");
      const labels = lines.filter((line) => /^ *(each|last|then|otherwise):$/.test(line)).length;
      assert.ok(lines.length - labels >= everyNode(program.nodes).length);
    }),
    { seed: 1 },
  );
});

telling("ancestral sampling and ARPC differ in the one line that matters", () => {
  const different = compare(plain, guided).filter((pair) => !pair.same);
  assert.equal(different.map(({ left, right }) => [left?.trim(), right?.trim().split(" ")[0]]), [[
    "posterior",
    "correct",
  ]]);
  const marked = markDifferences(plain, guided).split("\n").filter((line) => line.startsWith("> "));
  assert.is(marked.length, 1);
});

telling("a comparison keeps all lines of both, in order", () => {
  const samplers = Object.values(allSamplers);
  for (const left of samplers) {
    for (const right of samplers) {
      const pairs = compare(left, right, {});
      const side = (which: "left" | "right") =>
        pairs.flatMap((pair) => pair[which] === null ? [] : [pair[which]]).join("\n");
      assert.equal([side("left"), side("right")], [explain(left), explain(right)]);
      assert.ok(pairs.every((pair) => pair.same === (pair.left === pair.right)));
      assert.ok(left !== right || pairs.every((pair) => pair.same));
    }
  }
});

telling("a diagram has a box for each stage, a frame for each loop, and closes them", () => {
  assert.is(
    diagram(autoregressive()),
    `flowchart TD
  subgraph n0["blocks<br/>of 1"]
    n0_0["noise"]
    n0_1["predict"]
    n0_2["shape"]
    n0_3["finish"]
    n0_4["commitBlock"]
    n0_0 --> n0_1
    n0_1 --> n0_2
    n0_2 --> n0_3
    n0_3 --> n0_4
  end`,
  );
  fc.assert(
    fc.property(arbitraryProgram, (program) => {
      const lines = diagram(program).split("\n").map((line) => line.trim());
      const frames = lines.filter((line) => line.startsWith("subgraph ")).length;
      assert.is(lines.filter((line) => line === "end").length, frames);
      const ids = lines.flatMap((line) => /^(?:subgraph )?(n[\d_]+)\[/.exec(line)?.[1] ?? []);
      assert.is(new Set(ids).size, ids.length);
      assert.ok(ids.length >= everyNode(program.nodes).length);
      const joints = lines.slice(1).filter((line) => line !== "end" && !line.includes("["));
      assert.ok(joints.every((line) => /^n[\d_]+ --> n[\d_]+$/.test(line)));
    }),
    { seed: 1 },
  );
});

telling.run();
