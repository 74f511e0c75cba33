import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as d from "../../../dsl/mod.ts";
import { describe, type Model, run, sample } from "../../../runtime/mod.ts";
import { models } from "../../support/programs.ts";

/** A model that keeps the levels it is asked with, by row. */
const listening = (of: Model): { readonly model: Model; readonly heard: number[][] } => {
  const heard: number[][] = [];
  const open: Model["open"] = async (batch) => {
    const session = await of.open(batch);
    return {
      ...session,
      predict: (request) => {
        request.rows.forEach((row, i) => (heard[row] ??= []).push(request.alpha[i]!));
        return session.predict(request);
      },
    };
  };
  return { model: { ...of, open }, heard };
};

const think = flow(d.from.noisy, d.predict());
const last = flow(think, d.finish());
const inTwo = <C>(each: (start: d.Noisy) => d.Program<{ readonly block: "noisy" }, C>) =>
  d.blocks(
    4,
    pipe(d.open, d.noise(), d.denoise(2, { each, last, clock: d.linspace(d.logLinear(0), 0) }), d.commitBlock()),
  );

const levels = suite("the level of a block");

levels(
  "is the step's next one behind a posterior, for the model too, and the clock's own at the next update",
  async () => {
    const { model, heard } = listening(models.uniform);
    const each = flow(think, d.posterior(), d.repeat(2, think));
    await sample(inTwo(each), model, { length: 4, rows: 1, seed: 1, backend: "host" });
    assert.equal(heard[0], [0, 0.5, 0.5, 0.5]);
  },
);

levels("moves inside of groups and loops too", async () => {
  const { model, heard } = listening(models.uniform);
  const each = flow(
    d.from.noisy,
    d.repeat(2, flow(d.from.noisy, d.named("step", flow(think, d.posterior())))),
    d.fragment(think),
  );
  await sample(inTwo(each), model, { length: 4, rows: 1, seed: 1, backend: "host" });
  assert.equal(heard[0], [0, 0.5, 0.5, 0.5]);
});

levels("moves row by row behind a branch, and formulas read it", async () => {
  const { model, heard } = listening(models.uniform);
  const each = flow(
    d.from.noisy,
    d.when(d.less(0, d.sum(d.frozen)), flow(think, d.posterior()), think),
    d.when(d.less(d.alphaT, d.alphaS), think, d.from.noisy),
  );
  const rows = [{ prompt: [1] }, {}];
  await sample(inTwo(each), model, { length: 4, rows, seed: 1, backend: "host" });
  assert.equal(heard, [[0, 0.5], [0, 0, 0.5]]);
});

levels("a block that is kept with a mask on it ends the run in a sentence", async () => {
  const program = d.blocks(4, pipe(d.open, d.noise(), d.finish({ pick: "keep" }), d.commitBlock()));
  const ended = await run(program, models.absorbing, { length: 8, rows: 1, backend: "host" })();
  assert.ok(ended._tag === "Left");
  assert.equal(ended.left, { _tag: "MaskLeft", row: 0, position: 0 });
  assert.match(describe(ended.left), /with a mask at position 0: unmask until none is left/);
  const kept = await sample(program, models.uniform, { length: 8, rows: 1, seed: 1, backend: "host" });
  assert.is(kept.rows[0]!.nfe, 0);
});

levels.run();
