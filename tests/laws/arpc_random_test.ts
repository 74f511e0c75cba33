import { flow, pipe } from "fp-ts/lib/function.js";
import * as E from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  arpc,
  blocks,
  commitBlock,
  custom,
  denoise,
  type Expression,
  finish,
  from,
  type HostOutcome,
  type HostView,
  noise,
  open,
  type Per,
  predict,
  type Process,
  type Program,
  random,
  type Readable,
  roundHalfEven,
} from "../../dsl/mod.ts";
import { type Event, exact, type Model, randomTable, sample, tableOracle } from "../../runtime/mod.ts";
import { totalVariation } from "../support/statistics.ts";

/**
 * Law L6: ARPC with random scores is psi-sampling with kappa = 0 (draft the block, noise it again to the next level), except that
 * exactly K = max(1, round((1 - alphaS) B)) positions are noised, without replacement, in place of each with probability 1 - alphaS.
 */
type Seen = Omit<HostView, "uniform">;
type Weighted = readonly (readonly [probability: number, tokens: readonly number[]])[];

const quota = (view: Seen): number => Math.max(1, roundHalfEven((1 - view.alphaS) * view.canvas.length));

/** Every choice of one entry from each list, with the product of the probabilities. */
const products = (lists: readonly Weighted[]): Weighted =>
  lists.reduce<Weighted>(
    (all, list) => all.flatMap(([p, tokens]) => list.map(([q, more]) => [p * q, [...tokens, ...more]] as const)),
    [[1, []]],
  );

const subsets = (size: number, of: number, from = 0): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : Array.from({ length: of - from }, (_, k) => from + k).flatMap((first) =>
      subsets(size - 1, of, first + 1).map((rest) => [first, ...rest])
    );

/** Drafts at signal level 1: masks (or, for full predictions of uniform noise, all tokens) are drawn from the prediction. */
const drafts = (view: Seen): Weighted =>
  products(
    view.canvas.map((token, i) =>
      process(view) === "absorbing" && token < view.vocabulary
        ? [[1, [token]]]
        : view.dist![i]!.map((log, v) => [Math.exp(log), [v]] as const)
    ),
  );

/** The prior of a noised position. Tables of two tokens are absorbing here, of three uniform. */
const process = (view: Seen): Process => view.vocabulary === 2 ? "absorbing" : "uniform";
const prior = (view: Seen): Weighted =>
  process(view) === "absorbing"
    ? [[1, [view.vocabulary]]]
    : Array.from({ length: view.vocabulary }, (_, v) => [1 / view.vocabulary, [v]] as const);

const outcomes = (view: Seen): readonly HostOutcome[] => {
  const choices = subsets(quota(view), view.canvas.length);
  return drafts(view).flatMap(([p, draft]) =>
    choices.flatMap((chosen) =>
      products(draft.map((token, i) => chosen.includes(i) ? prior(view) : [[1, [token]]]))
        .map(([q, canvas]) => ({ probability: p * q / choices.length, result: { canvas } }))
    )
  );
};

const psi = custom({
  name: "psi with kappa 0",
  reads: ["block", "dist"],
  leaves: ["block"],
  spends: ["dist"],
  run: ({ canvas }) => ({ canvas }),
  outcomes,
});
const think = flow(from.noisy, predict());
const psiSampler = (steps: number) =>
  blocks(
    3,
    pipe(open, noise(), denoise(steps, { each: flow(think, psi), last: flow(think, finish()) }), commitBlock()),
  );

const law = async (program: Program, model: Model) => {
  const result = await exact(program, model, { length: 3 });
  assert.ok(E.isRight(result), JSON.stringify(result));
  return (result as E.Right<{ distribution: ReadonlyMap<string, number> }>).right.distribution;
};

const models: Readonly<Record<Process, Model>> = {
  absorbing: tableOracle({ table: randomTable(2, 2, 3), vocabulary: 2, length: 3, process: "absorbing" }),
  uniform: tableOracle({
    table: randomTable(3, 3, 3),
    vocabulary: 3,
    length: 3,
    process: "uniform",
    prediction: "full",
  }),
};

const laws = suite("law L6: ARPC at random is psi-sampling with an exact count");

for (const [name, model] of Object.entries(models)) {
  laws(`the laws of the samples are equal: ${name}`, async () => {
    for (const steps of [2, 3, 4]) {
      const [a, b] = [await law(arpc({ size: 3, steps, by: random }), model), await law(psiSampler(steps), model)];
      assert.ok(totalVariation(a, b) < 1e-9, `${steps} steps: ${totalVariation(a, b)}`);
    }
  });
}

/** How many positions were picked at each selection, with the number that the quota asks for. */
const picks = async (by: Expression<Readable, Per>, process: Process, size: number, prompt: number) => {
  const model = tableOracle({ table: randomTable(4, 2, 8), vocabulary: 2, length: 8, process });
  const rows = [{ prompt: new Array<number>(prompt).fill(1) }, {}];
  const result = await sample(arpc({ size, steps: 6, by }) as Program, model, {
    length: 8,
    rows,
    trace: "stage",
    backend: "host",
  });
  const alphas = new Map<string, number>();
  const selected: { readonly free: number; readonly found: number; readonly key: string }[] = [];
  for (const event of result.trace as readonly Event[]) {
    if (event._tag === "Step") {
      for (const s of event.rows) {
        alphas.set(`${s.row} ${s.start} ${s.step}`, s.alphaS);
      }
    }
    if (event._tag !== "Stage" || event.stage !== "Select") { continue; }
    for (const { row, start, picked } of event.rows) {
      const frozen = Math.max(0, Math.min(size, (row === 0 ? prompt : 0) - start));
      selected.push({
        free: size - frozen,
        found: picked!.filter(Boolean).length,
        key: `${row} ${start} ${event.step}`,
      });
    }
  }
  return selected.map(({ free, found, key }) => ({ found, free, alphaS: alphas.get(key)! }));
};

for (const process of ["absorbing", "uniform"] as const) {
  laws(`the quota is kept at every step, whatever the score: ${process}`, async () => {
    for (const by of [random, ar.nll]) {
      for (const [size, prompt] of [[4, 1], [8, 3], [2, 1]] as const) {
        const selected = await picks(by, process, size, prompt);
        assert.ok(selected.length >= 10);
        for (const { found, free, alphaS } of selected) {
          assert.is(found, Math.min(free, Math.max(1, roundHalfEven((1 - alphaS) * size))));
        }
      }
    }
  });
}

laws.run();
