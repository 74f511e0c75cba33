import { ar, arpc, blockAncestral, type Node, program } from "blockgen/dsl";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inserted, removed, replaced, withKnob } from "../../../docs/playground/program/edit.ts";
import { bodyAt, nodeAt, type Path, placeIn, splitPath } from "../../../docs/playground/program/path.ts";
import { switchedOff, switchedOn } from "../../../docs/playground/program/without_correct.ts";
import { everyNode } from "../../../dsl/interpreters/bodies_of.ts";
import { arbitraryProgram } from "../../support/arbitrary_nodes.ts";

const edit = suite("changes to programs");
const noise: Node = { _tag: "Noise" };

/** Programs with one of their places. */
const placed = arbitraryProgram.chain(({ nodes }) =>
  fc.constantFrom("nodes[0]", ...everyNode(nodes).map(({ at }) => at)).map((path) => ({ nodes, path }))
);

edit("what was inserted stands in its gap, and removing it gives the program back", () => {
  fc.assert(
    fc.property(placed, ({ nodes, path }) => {
      const { body, index } = splitPath(path);
      for (const gap of [path, placeIn(body, index + 1)].slice(0, nodes.length === 0 ? 1 : 2)) {
        const longer = inserted(nodes, gap, noise);
        assert.equal(nodeAt(longer, gap), noise);
        assert.equal(everyNode(longer).length, everyNode(nodes).length + 1);
        assert.equal(removed(longer, gap), nodes);
      }
    }),
    { numRuns: 100, seed: 3 },
  );
});

edit("what was replaced can be put back", () => {
  fc.assert(
    fc.property(placed, ({ nodes, path }) => {
      const before = nodeAt(nodes, path);
      if (before !== null) { assert.equal(replaced(replaced(nodes, path, noise), path, before), nodes); }
    }),
    { numRuns: 100, seed: 4 },
  );
});

const { nodes } = arpc({ size: 8, steps: 4, by: ar.gap });

edit("a path that leads nowhere changes nothing", () => {
  const paths: readonly Path[] = [
    "",
    "nodes",
    "nodes[9]",
    "nodes[0].each[0]",
    "nodes[0].body[0].body[0]",
    "body[0]",
    "nodes[0]]",
    "nodes[-1]",
    "nodes[0].__proto__[0]",
  ];
  for (const path of paths) {
    assert.equal(inserted(nodes, path, noise), nodes, path);
    assert.equal(removed(nodes, path), nodes, path);
    assert.equal(replaced(nodes, path, noise), nodes, path);
    assert.equal(withKnob(nodes, path, "size", 4), nodes, path);
    assert.is(bodyAt(nodes, path), null, path);
  }
});

edit("correct switched off is ancestral sampling, and on again the same program", () => {
  const { nodes: without, off } = switchedOff(nodes);
  assert.equal(without, blockAncestral({ size: 8, steps: 4 }).nodes);
  assert.equal(off.map(({ path }) => path), ["nodes[0].body[1].each[2]"]);
  assert.equal(switchedOn(without, off), nodes);
});

edit("it finds its place again when stages came before it meanwhile", () => {
  const { nodes: without, off } = switchedOff(nodes);
  const shape: Node = nodeAt(nodes, "nodes[0].body[1].each[1]")!;
  const gap = "nodes[0].body[1].each[1]";
  assert.equal(switchedOn(inserted(without, gap, shape), off), inserted(nodes, gap, shape));
});

edit("and leaves a program alone that has no place for it any more", () => {
  const { nodes: without, off } = switchedOff(nodes);
  const bare = removed(without, off[0]!.path);
  assert.equal(switchedOn(bare, off), bare);
  assert.equal(switchedOff(without).off, []);
  assert.equal(program(without).nodes, without);
});

edit("only the group that was asked for is switched off", () => {
  const twice = [...nodes, ...nodes];
  const { nodes: half, off } = switchedOff(twice, "nodes[1].body[1].each[2]");
  assert.equal(half, [...nodes, ...blockAncestral({ size: 8, steps: 4 }).nodes]);
  assert.equal(switchedOn(half, off), twice);
});
edit.run();
