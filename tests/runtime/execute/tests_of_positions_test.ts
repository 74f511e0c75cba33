import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as d from "../../../dsl/mod.ts";
import { type BackendName, sample } from "../../../runtime/mod.ts";
import { models } from "../../support/programs.ts";

/** A test of a position is whether a number is 0: float32 may leave a little where there is nothing. */
const think = flow(d.from.noisy, d.predict());
const guess = flow(think, d.draft({ of: "prediction", pick: "argmax" }));
const unsure = d.dist.entropy;
const last = flow(think, d.finish());
const inThree = <C>(each: (start: d.Noisy) => d.Program<{ readonly block: "noisy" }, C>, end = last) =>
  d.blocks(8, pipe(d.open, d.noise(), d.denoise(3, { each, last: end }), d.commitBlock()));

const cases: Readonly<Record<string, d.Program>> = {
  select: inThree(flow(guess, d.score(d.dist.entropy), d.select(d.top(5, unsure)), d.write())),
  "write, of the rest": inThree(
    flow(guess, d.score(d.index), d.select(d.top(3)), d.write({ level: 0, rest: unsure })),
  ),
  accept: inThree(flow(think, d.draft({ of: "prediction" }), d.verify(), d.accept({ among: unsure }), d.write())),
  finish: inThree(flow(think, d.posterior()), flow(d.from.noisy, d.predict(), d.finish({ among: unsure }))),
};

const stagesOn = async (program: d.Program, backend: BackendName) => {
  const options = { length: 8, rows: 6, seed: 11, backend, trace: "stage" } as const;
  const { trace } = await sample(program, models.absorbing, options);
  return trace.flatMap((event) =>
    event._tag !== "Stage"
      ? []
      : event.rows.map(({ canvas, draft, picked }) => ({ stage: event.stage, canvas, draft, picked }))
  );
};

const tests = suite("tests of positions");

for (const [name, program] of Object.entries(cases)) {
  tests(`hold at the same positions on every backend: ${name}`, async () => {
    const truth = await stagesOn(program, "host");
    assert.ok(truth.length > 0);
    for (const backend of ["cpu", "webasm"] as const) {
      assert.equal(await stagesOn(program, backend), truth, backend);
    }
  });
}

tests("what is certain has no entropy, so that it is never among what has some", async () => {
  const stages = await stagesOn(cases.select!, "webasm");
  const masks = (canvas: readonly number[]) =>
    canvas.filter((token) => token === models.absorbing.abilities.vocabulary).length;
  const selected = stages.filter(({ stage }) => stage === "Select");
  assert.ok(selected.some(({ canvas }) => masks(canvas) > 0 && masks(canvas) < 5));
  for (const { canvas, picked } of selected) {
    assert.is(picked!.filter((is) => is).length, Math.min(5, masks(canvas)));
  }
});

tests.run();
