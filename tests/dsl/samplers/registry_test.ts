import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  arpc,
  blockAncestral,
  buildSampler,
  check,
  divergence,
  samplerFacts,
  samplerNamed,
  samplers,
  scoreNames,
  scores,
} from "../../../dsl/mod.ts";

const model = {
  process: "uniform",
  vocabulary: 5,
  prediction: "loo",
  arVerify: true,
  rawAtVisible: true,
  unconditional: true,
  selfConditioning: false,
  blockSizes: "any",
  maximumLength: 64,
} as const;

const registry = suite("the named samplers");
registry("have names of their own, in one spelling", () => {
  const names = samplers.map((entry) => entry.name);
  assert.is(new Set(names).size, names.length);
  assert.ok(names.every((name) => /^[a-z]+(-[a-z]+)*$/.test(name)));
  assert.is(samplerNamed("nobody"), undefined);
});
registry("build programs that a model with these abilities can run", () => {
  for (const entry of samplers) {
    assert.equal(check(buildSampler(entry), model, { length: 64 }), [], entry.name);
  }
});
registry("listen to every parameter that they list", () => {
  const others = { block: 8, steps: 3, temperature: 0.5, by: "gap", every: 2, warmup: 1, arTokens: 32 } as const;
  for (const entry of samplers) {
    for (const knob of Object.keys(entry.parameters) as (keyof typeof others)[]) {
      const changed = buildSampler(entry, { [knob]: others[knob] });
      assert.not.equal(changed, buildSampler(entry), `${entry.name} ${knob}`);
    }
  }
});
registry("are the compositions of their names", () => {
  assert.equal(buildSampler(samplerNamed("block-ancestral")!, { steps: 4 }), blockAncestral({ size: 16, steps: 4 }));
  const tv = arpc({ size: 16, steps: 8, by: divergence.tv });
  assert.equal(buildSampler(samplerNamed("arpc")!, { by: "tv" }), tv);
});
registry("have facts that are read off the program", () => {
  const facts = samplerFacts(samplerNamed("arpc")!);
  assert.equal(facts, {
    processes: ["absorbing", "uniform"],
    needs: ["arVerify"],
    nfe: "2N-1 per block of 16 (N = 8)",
  });
  assert.equal(samplerFacts(samplerNamed("block-ancestral")!).needs, []);
});
registry("know the paper's scores by name", () => {
  assert.is(scoreNames.length, 10);
  assert.equal(scores.nll, ar.nll);
});
registry.run();
