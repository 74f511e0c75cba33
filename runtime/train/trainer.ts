import { leavesOf } from "../blockdit/jax/leaves.ts";
import type { JaxLibrary } from "../blockdit/jax/load.ts";
import type { TrainConfig } from "./config.ts";
import type { TrainError } from "./errors.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { notFinite, notFiniteState } from "./finite.ts";
import { initialState } from "./initial.ts";
import { disposeState, downloadState, uploadState } from "./jax/arrays.ts";
import { type HostBatch, uploader } from "./jax/batch.ts";
import { jaxScorer } from "./jax/scorer.ts";
import { compileStep, type StateArrays } from "./jax/step.ts";
import { stepTables } from "./jax/tables.ts";
import { networkOf } from "./network.ts";
import { charactersBy } from "./given_prompts.ts";
import type { TrainEvent, TrainRun } from "./events.ts";
import { optimizerDefaults, type OptimizerSettings, stepConstants } from "./optimizer.ts";
import { resumeProblem } from "./resume_problem.ts";
import { rowsLikelihood } from "./rows_likelihood.ts";
import { progressOf, rateAt } from "./schedule.ts";
import { stepBatch } from "./step_batch.ts";
import { textProblem } from "./text_problem.ts";

/** Rows of held-out text that an evaluation reads, and draws of noise. */
const EVALUATED = { rows: 16, draws: 2 } as const;

const settingsOf = ({ decay, clip, ema }: TrainConfig): OptimizerSettings => ({
  ...optimizerDefaults,
  decay,
  clip,
  ema,
});

/** What a run computes with. */
const machine = (jax: JaxLibrary, { config, data }: TrainRun) => {
  const network = networkOf(config, data.vocabulary);
  const leaves = leavesOf(network);
  const tables = stepTables(jax, network, config.rows, data.vocabulary);
  const batches = uploader(jax, Math.max(...config.blocks.map(({ size }) => size)), config.length);
  const parts = {
    config: network,
    leaves,
    tables,
    uploader: batches,
    process: config.process,
    vocabulary: data.vocabulary,
  };
  return {
    leaves,
    text: fingerprintOf(data),
    batches,
    step: compileStep(jax, network, leaves, tables, settingsOf(config)),
    scorer: jaxScorer(jax, parts, config.rows),
    close: () => {
      batches.close();
      jax.tree.dispose(tables as never);
    },
  };
};

type Machine = ReturnType<typeof machine>;

/** Bits per character of held-out text by block size, under the moving average. */
const evaluate = async ({ scorer }: Machine, { config, data }: TrainRun, state: StateArrays) => {
  const rows = Math.min(EVALUATED.rows, Math.floor(data.validation.length / config.length));
  const x0 = Int32Array.from(data.validation.subarray(0, rows * config.length));
  const blockSizes = config.blocks.map(({ size }) => size);
  const options = { blockSizes, draws: EVALUATED.draws, batch: config.rows };
  const { length } = config;
  const held = { x0, length, separator: data.separator, charactersOf: charactersBy(data.lengths) };
  const { sizes } = await rowsLikelihood(scorer(state.ema), held, options);
  return Object.fromEntries(sizes.map(({ blockSize, bitsPerCharacter }) => [String(blockSize), bitsPerCharacter]));
};

/** Mean nats of the positions that count, by block size. */
const lossBySize = (byRow: ArrayLike<number>, { weight, score, blockSizes }: HostBatch, length: number) => {
  const sums = new Map<number, readonly [nats: number, weight: number]>();
  const sum = (of: Float32Array | undefined, row: number): number =>
    of?.subarray(row * length, (row + 1) * length).reduce((a, b) => a + b, 0) ?? 0;
  blockSizes.forEach((size, row) => {
    const [nats, total] = sums.get(size) ?? [0, 0];
    const own = sum(weight, row) + sum(score?.count, row);
    sums.set(size, [nats + byRow[row], total + own]);
  });
  return Object.fromEntries([...sums].map(([size, [nats, total]]) => [String(size), total === 0 ? 0 : nats / total]));
};

/** One update: the new state and its record. */
const updateOnce = async (
  jax: JaxLibrary,
  at: Machine,
  run: TrainRun,
  state: StateArrays,
  step: number,
  rate: number,
) => {
  const { config, data } = run;
  const host = stepBatch(config, data.tokens, data.vocabulary, step, data.separator);
  const batch = at.batches.upload(host);
  const { bias1, bias2, emaDecay } = stepConstants(settingsOf(config), step, rate);
  const result = at.step(state, batch, jax.numpy.array(Float32Array.of(rate, bias1, bias2, emaDecay)));
  const [loss] = await result.loss.data() as Float32Array;
  const byRow = await result.byRow.data() as Float32Array;
  const [gradient] = await result.norm.data() as Float32Array;
  jax.tree.dispose(batch as never);
  const losses = lossBySize(byRow, host, config.length);
  return { state: result.state, loss, losses, gradient };
};

/** Where a run stands, between two updates. */
interface Sitting {
  readonly here: { step: number; tokens: number; elapsed: number };
  state: StateArrays;
  /** Of `elapsed`, at the last save. */ lastSave: number;
}

const budgetOf = ({ steps, minutes }: TrainConfig) => ({
  ...(steps === undefined ? {} : { steps }),
  ...(minutes === undefined ? {} : { seconds: 60 * minutes }),
});

const failedWith = (error: TrainError): TrainEvent => ({ _tag: "Failed", error });

/** The state for a file; no event saves one that could not be read back. */
const saved = async (
  { leaves, text }: Machine,
  { config }: TrainRun,
  { here, state }: Sitting,
  ending: "time to save" | "stopped" | "finished",
): Promise<TrainEvent> => {
  const tensors = await downloadState(leaves, state);
  const odd = notFiniteState(here.step, tensors);
  if (odd !== null) { return failedWith(odd); }
  const rest = { seed: config.seed, position: here.step * config.rows, settings: JSON.stringify(config), text };
  return { _tag: "Saved", ending, state: { ...here, ...tensors, ...rest } };
};

/** One update and its record. */
const updated = async (
  jax: JaxLibrary,
  at: Machine,
  run: TrainRun,
  sitting: Sitting,
  done: () => number,
): Promise<TrainEvent> => {
  const { config } = run;
  const { here } = sitting;
  const began = performance.now();
  const rate = rateAt({ peak: config.rate, warmup: config.warmup, floor: config.floor }, here.step, done());
  const { state, ...made } = await updateOnce(jax, at, run, sitting.state, here.step, rate);
  sitting.state = state;
  const odd = notFinite(here.step, { "the loss": made.loss, "the gradient": made.gradient });
  if (odd !== null) { return failedWith(odd); }
  const step = here.step++;
  here.tokens += config.rows * config.length;
  here.elapsed += (performance.now() - began) / 1000;
  return { _tag: "Logged", done: done(), record: { kind: "train", ...here, step, ...made, rate } };
};

/** What an evaluation says, and samples to be read. */
async function* looks(
  at: Machine,
  run: TrainRun,
  { here, state }: Sitting,
  done: () => number,
): AsyncGenerator<TrainEvent, void> {
  const bitsPerCharacter = await evaluate(at, run, state);
  const odd = notFinite(here.step, {
    "the loss on held-out text": Object.values(bitsPerCharacter).reduce((a, b) => a + b, 0),
  });
  if (odd !== null) { return yield failedWith(odd); }
  yield { _tag: "Logged", done: done(), record: { kind: "eval", ...here, bitsPerCharacter } };
  const texts = await run.sample?.(await downloadState(at.leaves, state)) ?? new Map();
  const { step, elapsed } = here;
  for (const [sampler, text] of texts) {
    yield { _tag: "Logged", done: done(), record: { kind: "sample", step, elapsed, sampler, text } };
  }
}

/** The events of a run, the last of which is a `Failed` one wherever there is one. */
async function* eventsOf(
  jax: JaxLibrary,
  at: Machine,
  run: TrainRun,
  sitting: Sitting,
): AsyncGenerator<TrainEvent, void> {
  const { config, signal } = run;
  const { here } = sitting;
  const done = () => progressOf(budgetOf(config), here);
  while (done() < 1 && signal?.aborted !== true) {
    yield await updated(jax, at, run, sitting, done);
    if (here.step % config.evalEvery === 0 || done() >= 1) { yield* looks(at, run, sitting, done); }
    if (here.elapsed - sitting.lastSave >= config.checkpointEvery && done() < 1) {
      sitting.lastSave = here.elapsed;
      yield await saved(at, run, sitting, "time to save");
    }
  }
  yield await saved(at, run, sitting, done() < 1 ? "stopped" : "finished");
}

/** What is wrong before the first update: no window fits the text, or the state is that of another run. */
const problemOf = ({ config, data, from }: TrainRun): TrainError | null =>
  textProblem(data, config.length) ?? (from === undefined ? null : resumeProblem(from, { config, data }));

/**
 * Trains BlockDiT on a mixture of block sizes: an endless loop as events, which ends when the budget is used or the signal says so, or
 * with a `Failed` one: at once where the text has no row or `from` is the state of another run, later where numbers are no longer finite.
 * Whoever leaves the loop early leaves nothing on the device.
 *
 * Text, noise, times and block sizes of a step are functions of settings and step, and the state holds all the rest, so that a run
 * with a budget of steps that goes on from a saved state is bit for bit the run that never stopped.
 *
 * @param jax The library, from `loadJax`.
 */
export async function* train(jax: JaxLibrary, run: TrainRun): AsyncGenerator<TrainEvent, void> {
  const { config, from } = run;
  const problem = problemOf(run);
  if (problem !== null) { return yield failedWith(problem); }
  const at = machine(jax, run);
  const here = { step: from?.step ?? 0, tokens: from?.tokens ?? 0, elapsed: from?.elapsed ?? 0 };
  const state = uploadState(jax, at.leaves, from ?? initialState(at.leaves, config));
  const sitting: Sitting = { here, state, lastSave: here.elapsed };
  try {
    for await (const event of eventsOf(jax, at, run, sitting)) {
      yield event;
      if (event._tag === "Failed") { break; }
    }
  } finally {
    disposeState(sitting.state);
    at.close();
  }
}
