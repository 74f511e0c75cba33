import { ar, arpc, buildSampler, samplers } from "blockgen/dsl";
import fc from "fast-check";
import { isLeft, left, right } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openLink, setupFromLink, setupToLink } from "../../../docs/playground/program/link.ts";
import { MOST_TEXT, sharedProblem } from "../../../docs/playground/program/setup_schema.ts";
import type { ModelChoice, Setup } from "../../../docs/playground/setup.ts";
import { toBase64Url } from "../../../dsl/interpreters/base64url.ts";
import { arbitraryProgram } from "../../support/arbitrary_nodes.ts";

const link = suite("links of a setup");

const { nodes } = arpc({ size: 8, steps: 4, by: ar.nll });
const setup: Setup = {
  version: 1,
  sides: [
    { model: { _tag: "Book", process: "absorbing" }, sampler: "arpc", nodes },
    { model: { _tag: "Shipped", name: "uniform" }, sampler: null, nodes },
  ],
  text: "",
  prompt: "In the beginning ",
  length: 64,
  seed: 1,
  lesson: null,
};

const models = fc.constantFrom<ModelChoice>(
  { _tag: "Book", process: "absorbing" },
  { _tag: "Text", process: "uniform" },
  { _tag: "Shipped", name: "masked" },
);
const side = fc.record({
  model: models,
  sampler: fc.constantFrom(null, ...samplers.map(({ name }) => name)),
  nodes: arbitraryProgram.map((program) => program.nodes),
});
const setups: fc.Arbitrary<Setup> = fc.record({
  version: fc.constant(1 as const),
  sides: fc.tuple(side, side),
  text: fc.string({ unit: "grapheme", maxLength: 200 }),
  prompt: fc.string({ unit: "grapheme", maxLength: 40 }),
  length: fc.integer({ min: 1, max: 4096 }),
  seed: fc.maxSafeNat(),
  lesson: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
});

link("come back as they were, whatever they hold", () => {
  fc.assert(
    fc.property(setups, (one) => {
      const text = setupToLink(one);
      assert.match(text, /^[A-Za-z0-9_-]+$/);
      assert.equal(setupFromLink(text), right(JSON.parse(JSON.stringify(one))));
      assert.equal(setupFromLink(`#${text}`), setupFromLink(text));
    }),
    { numRuns: 60, seed: 11 },
  );
});

link("of every named sampler are short enough for an address", () => {
  for (const entry of samplers) {
    const program = buildSampler(entry).nodes;
    const length = setupToLink({ ...setup, sides: [{ ...setup.sides[0], nodes: program }, setup.sides[1]] }).length;
    assert.ok(length < 8_000, `${entry.name} ${length}`);
  }
});

const ofJson = (json: unknown) => setupFromLink(toBase64Url(JSON.stringify(json)));
const refused = (json: unknown, sentence: string): void => assert.equal(ofJson(json), left(sentence));

link("that are cut off, changed or no setup get a sentence", () => {
  const whole = setupToLink(setup);
  const sentences = [whole.slice(0, -7), `${whole}!`, "<script>alert(1)</script>", "AAAA", "", "%00"].map(
    setupFromLink,
  );
  for (const result of sentences) {
    assert.match(isLeft(result) ? result.left : "accepted", /^Cannot open the link as /);
  }
  refused(null, "Cannot open the link as it must be an object: found null");
  refused([], "Cannot open the link as version is missing");
  refused({ ...setup, version: 2 }, "Cannot open the link as version must be 1: found 2");
  refused({ ...setup, seed: -1 }, "Cannot open the link as seed must be at least 0: found -1");
  refused({ ...setup, length: 1e9 }, "Cannot open the link as length must be at most 4096: found 1000000000");
  refused({ ...setup, onload: "alert(1)" }, "Cannot open the link as onload is not known there");
  refused({ ...setup, sides: [setup.sides[0]] }, "Cannot open the link as sides[1] is missing");
});

const withNodes = (hostile: unknown) => ({ ...setup, sides: [setup.sides[0], { ...setup.sides[1], nodes: hostile }] });

link("that bring a function, a foreign stage or a prototype are refused", () => {
  refused(
    withNodes([{ _tag: "Custom", name: "x", stage: { run: "() => alert(1)" } }]),
    "Cannot open the link as in the right program nodes[0]._tag says Custom: a custom stage is a function, and JSON has none",
  );
  assert.ok(isLeft(ofJson(withNodes([{ _tag: "constructor" }]))));
  assert.ok(isLeft(ofJson(withNodes({ length: 1e9 }))));
  const raw = JSON.stringify(setup).replace('"version":1', '"version":1,"__proto__":{"polluted":1}');
  const result = setupFromLink(toBase64Url(raw));
  assert.ok(isLeft(result) || !("polluted" in result.right));
  assert.not.ok("polluted" in {});
});

link("that are too large or too deep are refused at once", () => {
  const deep = JSON.stringify(withNodes("deep")).replace('"deep"', `${"[".repeat(5_000)}${"]".repeat(5_000)}`);
  assert.equal(setupFromLink(toBase64Url(deep)), left("Cannot open the link as it is larger than any setup"));
  refused(withNodes(Array(120_000).fill(0)), "Cannot open the link as it is larger than any setup");
  assert.ok(isLeft(ofJson({ ...setup, text: "x".repeat(MOST_TEXT + 1) })));
  const before = performance.now();
  const result = setupFromLink("A".repeat(20_000_000));
  assert.match(isLeft(result) ? result.left : "", "at most 1500000 characters");
  assert.ok(performance.now() - before < 1_000);
});

link("are only handed out where they open", () => {
  assert.equal(openLink(setup), right(setupToLink(setup)));
  const longest = { ...setup, text: "x".repeat(MOST_TEXT) };
  assert.equal(openLink(longest), right(setupToLink(longest)));
  for (const change of [{ length: 5e9 }, { seed: 1.5 }, { prompt: "x".repeat(2_001) }, { text: `${longest.text}x` }]) {
    assert.ok(isLeft(openLink({ ...setup, ...change })), Object.keys(change)[0]);
    assert.is.not(sharedProblem(change), null);
  }
});

link("and forms take what links do, with a sentence where they do not", () => {
  assert.is(sharedProblem({ length: 4096, seed: 0, prompt: "", text: "", lesson: null }), null);
  assert.is(sharedProblem({}), null);
  assert.is(sharedProblem({ length: 5e9 }), "length must be at most 4096: found 5000000000");
  assert.is(sharedProblem({ seed: 1.5 }), "seed must be a whole number: found 1.5");
  assert.is(sharedProblem({ seed: -1 }), "seed must be at least 0: found -1");
});

link("say a long foreign value in short, and forget names that the catalogue does not have", () => {
  const long = ofJson({ ...setup, lesson: "z".repeat(5_000) });
  assert.ok(isLeft(long) && long.left.length < 200);
  const unknown = ofJson({ ...setup, sides: [{ ...setup.sides[0], sampler: "<b>none</b>" }, setup.sides[1]] });
  assert.equal(unknown, right({ ...setup, sides: [{ ...setup.sides[0], sampler: null }, setup.sides[1]] }));
});
link.run();
