/**
 * `npm run bench [-- --json]`: ratios of times measured in one run, for the shipped book's oracle. Machines are noisy: times are
 * medians of interleaved repetitions, and only ratios are printed.
 */
import { parseArgs } from "node:util";
import { ar, arpc, blockAncestral, type Program } from "../../dsl/mod.ts";
import { availableBackends, type BackendName, loadBook, markovOracle, type Model, sample } from "../../runtime/mod.ts";
import { denseShares } from "./dense.ts";
import { arpcShares } from "./arpc.ts";
import { timedModel } from "./timed_model.ts";

const REPETITIONS = 5;
const SIZES = { length: 128, rows: 8 } as const;

interface Case {
  readonly backend: BackendName;
  readonly sampler: "ancestral" | "arpc";
}

interface Timing {
  readonly total: number;
  readonly model: number;
}

const programs: Readonly<Record<Case["sampler"], Program>> = {
  ancestral: blockAncestral({ size: 16, steps: 8 }),
  arpc: arpc({ size: 16, steps: 8, by: ar.nll }),
};

const measure = async ({ backend, sampler }: Case, model: Model, seed: number): Promise<Timing> => {
  const timed = timedModel(model);
  const started = performance.now();
  await sample(programs[sampler], timed.model, { ...SIZES, seed, backend });
  return { total: performance.now() - started, model: timed.milliseconds() };
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;

const keyOf = ({ backend, sampler }: Case): string => `${backend} ${sampler}`;

/** Every case once in each round, so that a slow moment of the machine falls on all of them; the first round only compiles. */
const measureAll = async (cases: readonly Case[], model: Model): Promise<ReadonlyMap<string, readonly Timing[]>> => {
  const timings = new Map<string, Timing[]>(cases.map((one) => [keyOf(one), []]));
  for (let round = 0; round <= REPETITIONS; round++) {
    for (const one of cases) {
      const timing = await measure(one, model, round);
      if (round > 0) timings.get(keyOf(one))?.push(timing);
    }
  }
  return timings;
};

const ratios = (backends: readonly BackendName[], timings: ReadonlyMap<string, readonly Timing[]>) => {
  const total = (one: Case): number => median((timings.get(keyOf(one)) ?? []).map((timing) => timing.total));
  const outside = (one: Case): number =>
    median((timings.get(keyOf(one)) ?? []).map((timing) => 1 - timing.model / timing.total));
  return Object.fromEntries(backends.map((backend) => [backend, {
    time_over_host: round(total({ backend, sampler: "arpc" }) / total({ backend: "host", sampler: "arpc" })),
    arpc_over_ancestral: round(total({ backend, sampler: "arpc" }) / total({ backend, sampler: "ancestral" })),
    outside_model: round(outside({ backend, sampler: "arpc" })),
  }]));
};

const round = (x: number): number => Math.round(x * 1000) / 1000;

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const backends = (await availableBackends()).filter((name) => name !== "webgpu" && name !== "webgl2");
const model = markovOracle((await loadBook()).text, { process: "absorbing", start: "\n" });
const cases = backends.flatMap((backend): Case[] => [{ backend, sampler: "ancestral" }, { backend, sampler: "arpc" }]);
const result = {
  oracle: ratios(backends, await measureAll(cases, model)),
  dense: await denseShares(),
  arpc: await arpcShares(),
};
if (values.json) {
  console.log(JSON.stringify(result));
} else {
  console.log(`ARPC on an exact model of Genesis, ${SIZES.rows} rows of ${SIZES.length}, blocks of 16, 8 steps`);
  console.table(result.oracle);
  console.log("BlockDiT on gpu.js and WebAssembly: of nothing but its products, and over plain JavaScript");
  console.table(result.dense);
  console.log("ARPC on a small network behind 128 tokens, by engine: what the sampler costs beside the network");
  for (const [engine, shares] of Object.entries(result.arpc)) {
    console.log(engine, "missing" in shares ? shares.missing : `on ${shares.backend}, ${shares.generated} tokens`);
    if (!("missing" in shares)) { console.table({ batch1: shares.batch1, batch16: shares.batch16 }); }
  }
}
