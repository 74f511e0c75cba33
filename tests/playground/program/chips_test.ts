import { ar, arpc, check, type Node, program } from "blockgen/dsl";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Chip, chipsOf } from "../../../docs/playground/program/chips.ts";
import { withKnob } from "../../../docs/playground/program/edit.ts";
import type { Knob, KnobValue } from "../../../docs/playground/program/knob.ts";
import { nodeAt } from "../../../docs/playground/program/path.ts";
import { everyNode } from "../../../dsl/interpreters/bodies_of.ts";
import { arbitraryProgram } from "../../support/arbitrary_nodes.ts";
import { catalogue } from "../../support/catalogue.ts";

const chips = suite("chips of a program");

const every = (all: readonly Chip[]): readonly Chip[] =>
  all.flatMap((chip) => [chip, ...chip.bodies.flatMap((body) => every(body.chips))]);

const programs = Object.values(catalogue).map((sampler) => sampler.program);

chips("are its nodes, in order, under the places that check names", () => {
  for (const { nodes } of programs) {
    assert.equal(
      every(chipsOf(nodes)).map(({ path, tag }) => ({ path, tag })),
      everyNode(nodes).map(({ at, node }) => ({ path: at, tag: node._tag })),
    );
  }
});

chips("say something in one sentence, and name every knob once", () => {
  for (const { says, knobs } of programs.flatMap(({ nodes }) => every(chipsOf(nodes)))) {
    assert.match(says, /^[A-Z][^.]*\.$/);
    assert.is(new Set(knobs.map(({ name }) => name)).size, knobs.length);
  }
});

chips("set to what they are, knobs change nothing, in any program", () => {
  fc.assert(
    fc.property(arbitraryProgram, ({ nodes }) => {
      for (const { path, knobs } of every(chipsOf(nodes))) {
        for (const knob of knobs) { assert.equal(withKnob(nodes, path, knob.name, knob.value), nodes, knob.name); }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

/** Some values that a form may set. */
const valuesOf = (knob: Knob): readonly KnobValue[] => {
  if (knob._tag === "Number") { return [knob.min, knob.max]; }
  if (knob._tag === "Toggle") { return [true, false]; }
  return knob._tag === "Choice" ? knob.options.map(({ value }) => value) : [];
};

const knobOf = (node: Node, name: string): Knob | undefined =>
  chipsOf([node])[0]?.knobs.find((knob) => knob.name === name);

chips("a knob that is set shows its value, and no number of a slider is out of its range", () => {
  for (const { nodes } of programs) {
    for (const { path, knobs } of every(chipsOf(nodes))) {
      for (const knob of knobs) {
        for (const value of valuesOf(knob)) {
          const changed = withKnob(nodes, path, knob.name, value);
          const after = knobOf(nodeAt(changed, path)!, knob.name);
          // A slider can leave the setting it belongs to: a probability of 0 to take the draft is another way to write.
          if (knob._tag !== "Number" || after !== undefined) { assert.is(after?.value, value, `${path} ${knob.name}`); }
          assert.not.ok(
            check(program(changed)).some(({ _tag }) => _tag === "OutOfRange"),
            `${path} ${knob.name} ${value}`,
          );
        }
      }
    }
  }
});

const { nodes } = arpc({ size: 16, steps: 8, by: ar.nll });
const corrects = "nodes[0].body[1].each[2]";

chips("numbers beyond the slider can be typed; what is no such number changes nothing", () => {
  const steps = (value: KnobValue) => withKnob(nodes, "nodes[0].body[1]", "steps", value);
  assert.equal(steps(512), arpc({ size: 16, steps: 512, by: ar.nll }).nodes);
  for (const value of [0, 2.5, NaN, 1e9, "8", true]) { assert.is(steps(value), nodes, String(value)); }
  assert.is(withKnob(nodes, "nodes[0]", "none", 1), nodes);
});

chips("a score that needs no AR prediction takes verify out of correct, and back", () => {
  const without = withKnob(nodes, corrects, "by", "random");
  assert.not.ok(everyNode(without).some(({ node }) => node._tag === "Verify"));
  assert.equal(withKnob(without, corrects, "by", "nll"), nodes);
});
chips.run();
