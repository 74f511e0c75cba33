import { type Abilities, ar, arpc, check, program, toJson } from "blockgen/dsl";
import { isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fits, type Offer, offersAt, offersInsteadOf } from "../../../docs/playground/program/fits.ts";
import { inserted, removed } from "../../../docs/playground/program/edit.ts";
import { palette } from "../../../docs/playground/program/palette.ts";
import { everyNode } from "../../../dsl/interpreters/bodies_of.ts";

const fit = suite("stages that fit");
const { nodes } = arpc({ size: 8, steps: 4, by: ar.nll });
const corrects = "nodes[0].body[1].each[2]";
const abilities: Abilities = {
  process: "absorbing",
  vocabulary: 20,
  prediction: "loo",
  arVerify: false,
  rawAtVisible: true,
  unconditional: false,
  selfConditioning: false,
  blockSizes: "any",
  maximumLength: 64,
};
const labels = (offers: readonly Offer[]): readonly string[] => offers.map(({ label }) => label);
const offer = (offers: readonly Offer[], label: string): Offer => offers.find((one) => one.label === label)!;

fit("every stage is offered at every gap, and those that fit leave a program that can run", () => {
  for (const { at } of everyNode(nodes)) {
    const offers = offersAt(nodes, at, null, {});
    assert.is(offers.length, palette.length);
    for (const { node, problems, label } of offers) {
      assert.is(check(program(inserted(nodes, at, node))).length === 0, problems.length === 0, `${at} ${label}`);
    }
  }
});

fit("those that fit come first; the others say why not", () => {
  const offers = offersAt(nodes, corrects, null, {});
  const count = offers.filter(fits).length;
  assert.ok(count > 3 && offers.slice(0, count).every(fits));
  assert.equal(offer(offers, "verify").problems, ["verify reads draft, which no earlier stage has left"]);
  assert.equal(offer(offers, "posterior").problems, ["correct reads dist, which no earlier stage has left"]);
});

fit("outside of blocks the first sentence says so", () => {
  const [sentence] = offer(offersAt(nodes, "nodes[0]", null, {}), "predict").problems;
  assert.match(sentence!, "predict works on a block, and there is none here");
});

fit("a model that cannot serve a stage says so, a stage it lacks already is no new problem", () => {
  const bare = removed(nodes, corrects);
  const { problems } = offer(offersAt(bare, corrects, abilities, {}), "correct by ar.nll");
  assert.equal(problems, ["this model cannot do arVerify, which verify needs"]);
  assert.equal(offer(offersAt(bare, corrects, abilities, {}), "posterior").problems, []);
  assert.equal(offer(offersAt(bare, corrects, { ...abilities, arVerify: true }, {}), "correct by ar.nll").problems, []);
});

fit("in a program that cannot run yet a stage is not blamed for what is missing elsewhere", () => {
  const open = removed(nodes, "nodes[0].body[2]");
  assert.ok(check(program(open)).length > 0);
  assert.ok(fits(offer(offersAt(open, corrects, null, {}), "shape temperature 0.7")));
  assert.ok(fits(offer(offersAt(open, "nodes[0].body[2]", null, {}), "commitBlock")));
});

fit("in place of a stage: a posterior for correct", () => {
  const offers = offersInsteadOf(nodes, corrects, null, {});
  assert.ok(labels(offers.filter(fits)).includes("posterior"));
  assert.not(fits(offer(offers, "finish")));
});

fit("an empty program can begin with blocks, which run as they are", () => {
  const begin = offersAt([], "nodes[0]", null, {}).filter(fits);
  assert.equal(labels(begin), ["blocks of 16"]);
  assert.equal(check(program([begin[0]!.node])), []);
});

fit("whatever is offered can be shared", () => {
  assert.ok(isRight(toJson(program(palette))));
});
fit.run();
