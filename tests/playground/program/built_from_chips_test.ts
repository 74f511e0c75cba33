import { type Body, program } from "blockgen/dsl";
import { markovOracle, type Model, sample } from "blockgen/runtime";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lessonNumbered } from "../../../docs/playground/lessons/lessons.ts";
import { inserted, removed, withKnob } from "../../../docs/playground/program/edit.ts";
import { fits, offersAt } from "../../../docs/playground/program/fits.ts";
import { nodeAt, type Path } from "../../../docs/playground/program/path.ts";
import { settingsOf } from "../../../docs/playground/program/settings_of.ts";
import { rhyme } from "../with_text.ts";

const built = suite("pipelines that are built from chips");

const masks = markovOracle(rhyme, { process: "absorbing" }) as Model;
const random = markovOracle(rhyme, { process: "uniform" }) as Model;
const EACH = "nodes[0].body[1].each";

/** What the page offers for a gap under this label, whether it fits or not. */
const offered = (nodes: Body, gap: Path, label: string, model: Model | null = null) =>
  offersAt(nodes, gap, model?.abilities ?? null, {}).find((offer) => offer.label === label)!;

const put = (nodes: Body, gap: Path, label: string): Body => inserted(nodes, gap, offered(nodes, gap, label).node);

const runOf = async (nodes: Body, model: Model) =>
  (await sample(program(nodes), model, { length: 16, seed: 1, backend: "host" })).rows[0]!;

const empty = put([], "nodes[0]", "blocks of 16");

built("the solution of lesson 6, as its steps say", () => {
  const { start, solution } = lessonNumbered(6)!;
  let nodes = removed(start.sides[1].nodes, `${EACH}[2]`);
  for (const [i, label] of ["draft", "score draft.probability", "select top 1 among masked", "write"].entries()) {
    assert.ok(fits(offered(nodes, `${EACH}[${2 + i}]`, label)), label);
    nodes = put(nodes, `${EACH}[${2 + i}]`, label);
  }
  nodes = withKnob(nodes, `${EACH}[2]`, "of", "prediction");
  nodes = withKnob(nodes, `${EACH}[4]`, "quota", 2);
  // The baseline shapes its predictions at temperature 1, which changes nothing.
  for (const shape of [`${EACH}[1]`, "nodes[0].body[1].last[1]"]) { nodes = removed(nodes, shape); }
  assert.equal(nodes, solution.sides[1].nodes);
});

const UNTIL = "until sum(masked) < 1 at most 16 times";

built("until no mask is left: a whole block, a token a call", async () => {
  let nodes = removed(empty, "nodes[0].body[1]");
  for (const [gap, label] of [["nodes[0].body[1]", UNTIL], ["nodes[0].body[2]", "finish keep"]] as const) {
    assert.equal(offered(nodes, gap, label, masks).problems, [], label);
    nodes = put(nodes, gap, label);
  }
  const row = await runOf(nodes, masks);
  assert.is(row.nfe, 16);
  assert.is(row.text!.length, 16);
});

built("that loop is not offered where noise is random tokens, and says why", () => {
  const { problems } = offered(empty, "nodes[0].body[1]", UNTIL, random);
  assert.match(problems.join(" "), "this model cannot do absorbing, which masked in until and masked in select need");
  assert.ok(fits(offered(empty, "nodes[0].body[1]", "repeat 2 times", random)));
});

const END = "nodes[0].body[2]";

/** A block in which each pass of the repeated step takes a token, and a text of what stands then. */
const repeated = (times: number): Body => {
  const nodes = put(put(removed(empty, "nodes[0].body[1]"), "nodes[0].body[1]", "repeat 2 times"), END, "finish keep");
  return withKnob(nodes, "nodes[0].body[1]", "times", times);
};
built("a step that is repeated takes another token each time, whatever the noise", async () => {
  assert.is((await runOf(repeated(16), masks)).text!.length, 16);
  const [before, after] = [await runOf(repeated(0), random), await runOf(repeated(16), random)];
  const changed = [...after.text!].filter((c, i) => c !== before.text![i]).length;
  assert.ok(changed > 8, `${changed} of 16 random tokens were changed`);
});

/** Where the form says that a selection looks. */
const lookOf = (nodes: Body, path: Path) =>
  settingsOf(nodeAt(nodes, path)!).find(({ knob }) => knob.name === "among")?.knob.value;

built("a selection looks where it looked before, whichever way it goes", () => {
  const SELECT = `${EACH}[3]`;
  const { nodes } = lessonNumbered(6)!.solution.sides[1];
  for (const way of ["noise", "threshold", "factor", "runs"]) {
    const changed = withKnob(nodes, SELECT, "pick", way);
    assert.is.not(changed, nodes, way);
    assert.is(lookOf(changed, SELECT), "masked", way);
    assert.is(lookOf(withKnob(changed, SELECT, "among", "everywhere"), SELECT), "everywhere", way);
  }
});
built.run();
