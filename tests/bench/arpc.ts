import * as E from "fp-ts/lib/Either.js";
import { ar, arpc } from "../../dsl/mod.ts";
import { blockDitModel, type Engine } from "../../runtime/blockdit/mod.ts";
import { type BackendName, type Model, type RunOptions, stream } from "../../runtime/mod.ts";
import { noise } from "../support/random_network.ts";
import { BLOCK, config } from "./network.ts";
import { type Entrant, entrants, type Watched } from "./watched.ts";

const PROMPT = 128;
const program = arpc({ size: BLOCK, steps: 8, by: ar.nll });

/** What a run of ARPC costs beside the network: medians of rounds, each compared with its own calls repeated at once. */
export interface ArpcShares {
  /** Generated tokens a second, on this machine at this moment. */ readonly tokens_per_s: number;
  /** Speed over that of the same calls of the network, repeated with nothing between them. */ readonly of_bare_forward:
    number;
  /** Share of the time in which the network does not compute. */ readonly outside_network: number;
  /** Growth of a block's cost from the second block to the last, over that of the keys it sees; null with fewer than three blocks. */
  readonly growth_over_context: number | null;
}

/** One engine's, and what it was asked. */
export interface EngineShares {
  /** What computed the network. */ readonly backend: string;
  /** Tokens generated behind a prompt of 128. */ readonly generated: number;
  readonly rounds: number;
  readonly batch1: ArpcShares;
  readonly batch16: ArpcShares;
}

interface Round {
  readonly total: number;
  readonly network: number;
  readonly bare: number;
  /** Milliseconds of each block. */ readonly blocks: readonly number[];
}

const modelOn = (engine: Engine): Model =>
  blockDitModel({
    name: "random",
    config,
    engine,
    abilities: {
      process: "absorbing",
      vocabulary: config.vocabulary - 1,
      prediction: "full",
      arVerify: true,
      rawAtVisible: true,
      unconditional: false,
      selfConditioning: false,
      blockSizes: "any",
      maximumLength: config.length,
    },
  });

const promptsOf = (rows: number) =>
  Array.from({ length: rows }, (_, row) => {
    const next = noise(row);
    return { prompt: Array.from({ length: PROMPT }, () => Math.floor((next() + 1) / 2 * (config.vocabulary - 1))) };
  });

/** When each block was committed, the start before them. */
const timesOf = async (model: Model, options: RunOptions): Promise<readonly number[]> => {
  const times = new Map<number, number>([[-1, performance.now()]]);
  for await (const event of stream(program, model, options)) {
    if (event._tag === "Committed") { times.set(event.start, performance.now()); }
    if (event._tag === "Ended" && E.isLeft(event.result)) { throw new Error(JSON.stringify(event.result.left)); }
  }
  return [...times.values()];
};

const roundOf = async (watched: Watched, model: Model, options: RunOptions): Promise<Round> => {
  watched.reset();
  const times = await timesOf(model, options);
  const network = watched.milliseconds();
  const started = performance.now();
  await watched.repeat();
  const bare = performance.now() - started;
  const blocks = times.slice(1).map((time, i) => time - times[i]!);
  return { total: times.at(-1)! - times[0]!, network, bare, blocks };
};

/** JavaScript engines compile what runs often, better and better, for some seconds. */
const WARM_UP = 4000;

const warmUp = async (round: (seed: number) => Promise<Round>): Promise<void> => {
  const started = performance.now();
  for (let seed = 0; seed === 0 || performance.now() - started < WARM_UP; seed++) { await round(seed); }
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const round = (x: number): number => Math.round(x * 1000) / 1000;

/** The first block caches the prompt, so growth counts from the second. */
const growthOf = (rounds: readonly Round[], blocks: number): number | null => {
  if (blocks < 3) { return null; }
  const cost = (block: number): number => median(rounds.map((round) => round.blocks[block]!));
  const keys = (block: number): number => PROMPT + (block + 1) * BLOCK;
  return round((cost(blocks - 1) / cost(1)) / (keys(blocks - 1) / keys(1)));
};

const sharesOf = async (
  watched: Watched,
  { generated, rounds: count }: Entrant,
  rows: number,
  backend: BackendName | "auto",
): Promise<ArpcShares> => {
  const options = { length: PROMPT + generated, rows: promptsOf(rows), backend };
  const model = modelOn(watched.engine);
  await warmUp((seed) => roundOf(watched, model, { ...options, seed }));
  const counted: Round[] = [];
  for (let seed = 0; seed < count; seed++) { counted.push(await roundOf(watched, model, { ...options, seed })); }
  return {
    tokens_per_s: round(median(counted.map(({ total }) => 1000 * rows * generated / total))),
    of_bare_forward: round(median(counted.map(({ total, bare }) => bare / total))),
    outside_network: round(median(counted.map(({ total, network }) => 1 - network / total))),
    growth_over_context: growthOf(counted, generated / BLOCK),
  };
};

/** ARPC behind a prompt of 128 tokens on a small network, one row and sixteen, by engine; an engine that is missing says why. */
export const arpcShares = async (
  backend: BackendName | "auto" = "auto",
  names = Object.keys(entrants) as readonly (keyof typeof entrants)[],
): Promise<Readonly<Record<string, EngineShares | { readonly missing: string }>>> => {
  const shares: Record<string, EngineShares | { missing: string }> = {};
  for (const name of names) {
    const entrant = entrants[name];
    const watched = await entrant.open();
    if (typeof watched === "string") {
      shares[name] = { missing: watched };
      continue;
    }
    const batch1 = await sharesOf(watched, entrant, 1, backend);
    const batch16 = await sharesOf(watched, entrant, 16, backend);
    const { generated, rounds } = entrant;
    shares[name] = { backend: watched.engine.backend(), generated, rounds, batch1, batch16 };
    await watched.engine.dispose();
  }
  return shares;
};
