import { ar, arpc, blockAncestral, buildSampler, explain, samplers } from "blockgen/dsl";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hasCorrect, withoutCorrect } from "../../docs/playground/program/without_correct.ts";

const off = suite("the switch of correct");

off("turns ARPC into ancestral sampling", () => {
  assert.equal(withoutCorrect(arpc({ size: 8, steps: 4, by: ar.nll })), blockAncestral({ size: 8, steps: 4 }));
});

off("reaches into guided steps", () => {
  const guided = withoutCorrect(arpc({ size: 8, steps: 4, by: ar.nll, every: 2 }));
  assert.match(explain(arpc({ size: 8, steps: 4, by: ar.nll, every: 2 })), "correct");
  assert.not.match(explain(guided), "correct");
});

off("is there for the samplers that correct, and leaves the others as they are", () => {
  for (const entry of samplers) {
    const built = buildSampler(entry);
    assert.is(hasCorrect(built), entry.name === "arpc", entry.name);
    if (!hasCorrect(built)) { assert.equal(withoutCorrect(built), built); }
  }
});
off.run();
