import fc from "fast-check";
import { isLeft, right } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  autoregressive,
  check,
  type CodecError,
  cost,
  custom,
  describeCodecError,
  from,
  fromJson,
  fromLink,
  hash,
  program,
  toJson,
  toLink,
} from "../../../dsl/mod.ts";
import { allSamplers } from "../../support/all_samplers.ts";
import { arbitraryProgram } from "../../support/arbitrary_nodes.ts";

const RUNS = { numRuns: 300, seed: 20260602 };

const refused = (json: unknown): CodecError => {
  const read = fromJson(json);
  assert.ok(isLeft(read), "should have been refused");
  return read.left;
};

const sentencesOf = (json: unknown): readonly string[] => describeCodecError(refused(json)).split("\n");

const rightOf = <A>(either: { readonly _tag: "Right"; readonly right: A } | { readonly _tag: "Left" }): A => {
  assert.is(either._tag, "Right");
  return (either as { readonly right: A }).right;
};

/** The same data with the keys of every object in the opposite order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) { return value.map(reversed); }
  if (typeof value !== "object" || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
};

const laws = suite("JSON, hash and link");

laws("any program comes back from JSON text as it was", () => {
  fc.assert(
    fc.property(arbitraryProgram, (before) => {
      const text = JSON.stringify(rightOf(toJson(before)));
      assert.equal(fromJson(JSON.parse(text)), right(before));
    }),
    RUNS,
  );
});

laws("any program comes back from a link, which an address can carry", () => {
  fc.assert(
    fc.property(arbitraryProgram, (before) => {
      const link = rightOf(toLink(before));
      assert.match(link, /^[A-Za-z0-9_-]+$/);
      assert.equal(fromLink(link), right(before));
    }),
    RUNS,
  );
});

laws("every named sampler comes back, too", () => {
  for (const [name, sampler] of Object.entries(allSamplers)) {
    assert.equal(fromJson(rightOf(toJson(sampler))), right(sampler), name);
  }
});

laws("the hash does not see the order of keys", () => {
  fc.assert(
    fc.property(arbitraryProgram, (before) => {
      const other = rightOf(fromJson(reversed(JSON.parse(JSON.stringify(rightOf(toJson(before)))))));
      assert.is(hash(other), hash(before));
      assert.match(hash(before), /^[0-9a-f]{16}$/);
    }),
    RUNS,
  );
});

laws("what was stored before toLoo could be told how to read a prediction is read as it was", () => {
  const stored = { version: 1, nodes: [{ _tag: "ToLoo" }] };
  assert.equal(fromJson(stored), right(program([{ _tag: "ToLoo", assume: "declared" }])));
});

laws("hashes of different samplers differ, and stay what they are", () => {
  const hashes = Object.values(allSamplers).map(hash);
  assert.is(new Set(hashes).size, hashes.length);
  // FNV-1a of "[]": a change of the hash breaks every stored one.
  assert.is(hash(program([])), "09612b07b5ecb5a5");
});

laws.run();

const hostile = suite("untrusted JSON");

hostile("anything at all ends in data, never in an exception", () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true }), (json) => {
      assert.ok(["Left", "Right"].includes(fromJson(json)._tag));
      assert.ok(isLeft(fromJson({ version: 1, nodes: [json] })));
    }),
    RUNS,
  );
});

hostile("every reason comes with its place", () => {
  assert.equal(
    sentencesOf({
      version: 1,
      nodes: [{ _tag: "Repeat", times: "2", body: [{ _tag: "Noise", x: 1 }] }, { _tag: "What" }],
    })
      .map((sentence) => sentence.slice(0, 70)),
    [
      'Cannot read the program as nodes[0].times must be a number: found "2"',
      "Cannot read the program as nodes[0].body[0].x is not known there",
      'Cannot read the program as nodes[1]._tag must be "Noise" or "Predict" ',
    ],
  );
  assert.equal(sentencesOf({ version: 1 }), ["Cannot read the program as nodes is missing"]);
  assert.equal(sentencesOf([]), [
    "Cannot read the program as version is missing",
    "Cannot read the program as nodes is missing",
  ]);
});

hostile("other versions, numbers that are none, custom stages and endless loops are refused", () => {
  assert.equal(refused({ version: 2, nodes: [] }), { _tag: "UnknownVersion", found: "2" });
  const guide = (value: number) => ({ version: 1, nodes: [{ _tag: "Guide", scale: { _tag: "Number", value } }] });
  assert.is(refused(guide(NaN))._tag, "Invalid");
  assert.is(refused(guide(Infinity))._tag, "Invalid");
  assert.match(sentencesOf({ version: 1, nodes: [{ _tag: "Custom" }] })[0], /a custom stage is a function/);
  assert.equal(sentencesOf({ version: 1, nodes: [{ _tag: "Repeat", times: 1e9, body: [] }] }), [
    "Cannot read the program as nodes[0].times must be at most 100000: found 1000000000",
  ]);
});

hostile("what is too deep, too large or goes in circles is refused at once", () => {
  let deep: unknown = [];
  for (let i = 0; i < 100_000; i++) { deep = [deep]; }
  assert.is(refused({ version: 1, nodes: deep })._tag, "TooDeep");
  const circle: { version: number; nodes: unknown[] } = { version: 1, nodes: [] };
  circle.nodes.push(circle);
  assert.is(refused(circle)._tag, "TooDeep");
  assert.is(refused({ version: 1, nodes: new Array(200_000).fill({ _tag: "Noise" }) })._tag, "TooLarge");
});

hostile("the deepest loops that are let in are checked and costed in a second", () => {
  const inner = { _tag: "Posterior", assume: "declared", remask: { _tag: "Number", value: 0 }, reveal: null };
  let nodes: readonly unknown[] = [inner];
  for (let i = 0; i < 29; i++) {
    nodes = [{
      _tag: "Repeat",
      times: 2,
      body: [{ _tag: "Predict", visible: "carryOver", self: false }, { _tag: "Named", name: "x", body: nodes }],
    }];
  }
  const read = rightOf(fromJson({ version: 1, nodes }));
  const began = performance.now();
  assert.ok(check(read).length > 0);
  assert.is(cost(read, { length: 8 }).most, 2 ** 30 - 2);
  assert.ok(performance.now() - began < 1000);
});

hostile("a damaged link says so", () => {
  const link = rightOf(toLink(autoregressive()));
  for (
    const [damaged, reason] of [[link.slice(0, -7), /copy all of it/], [`${link}%`, /letters, digits/], [
      "",
      /no JSON/,
    ]] as const
  ) {
    const read = fromLink(damaged);
    assert.ok(isLeft(read) && read.left._tag === "BadLink");
    assert.match(describeCodecError(read.left), reason);
  }
  const long = fromLink("A".repeat(1_000_001));
  assert.ok(isLeft(long) && long.left._tag === "BadLink");
});

hostile("a custom stage is refused with a sentence, on the way out", () => {
  const mine = custom({ name: "my stage", reads: ["dist"], leaves: ["dist"], run: () => ({}) });
  const written = toJson(mine(from.predicted(program([]))));
  assert.ok(isLeft(written));
  assert.is(
    describeCodecError(written.left),
    'Cannot write nodes[0] down as the custom stage "my stage" is a function: replace it by stages of the language',
  );
});

hostile.run();
