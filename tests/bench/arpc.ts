import { isLeft } from "fp-ts/lib/Either.js";
import { ar, arpc } from "../../dsl/mod.ts";
import { blockDitModel, type Engine, type NetworkConfig } from "../../runtime/blockdit/mod.ts";
import { engineOver, openOnnxSession } from "../../runtime/blockdit/onnx/mod.ts";
import { type BackendName, type Model, sample } from "../../runtime/mod.ts";
import { noise, randomNetwork } from "../support/random_network.ts";

const config: NetworkConfig = {
  hidden: 128,
  heads: 4,
  blocks: 4,
  conditioning: 128,
  length: 256,
  vocabulary: 512,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};
const PROMPT = 128;
const REPETITIONS = 5;

/** What a run of ARPC costs beside the network. */
export interface ArpcShares {
  /** Generated tokens a second, on this machine at this moment. */ readonly tokens_per_s: number;
  /** Speed over that of the same calls of the network, repeated with nothing between them. */ readonly of_bare_forward:
    number;
  /** Share of the time in which the network does not compute. */ readonly outside_network: number;
}

/** An engine whose calls of the network are timed and can be repeated. */
interface Watched {
  readonly name: string;
  readonly engine: Engine;
  /** Forgets what was watched. */ readonly reset: () => void;
  readonly milliseconds: () => number;
  /** The calls since then once more. */ readonly repeat: () => Promise<void>;
}

/** onnxruntime, watched where it is called: what the engine does around it counts as outside. */
const watchedOnnx = async (): Promise<Watched | string> => {
  const opened = await openOnnxSession(config, randomNetwork(config, 1));
  if (isLeft(opened)) return opened.left._tag;
  const { session } = opened.right;
  let calls: (() => Promise<unknown>)[] = [];
  let spent = 0;
  const run: typeof session.run = async (feeds, fetches) => {
    const started = performance.now();
    const answers = await session.run(feeds, fetches);
    spent += performance.now() - started;
    calls.push(() => session.run(feeds, fetches));
    return answers;
  };
  return {
    name: `onnx ${opened.right.backend}`,
    engine: engineOver({ ...opened.right, session: { run, release: () => session.release() } }),
    reset: () => [calls, spent] = [[], 0],
    milliseconds: () => spent,
    repeat: async () => {
      for (const call of calls) await call();
    },
  };
};

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

const program = arpc({ size: 16, steps: 8, by: ar.nll });

const promptsOf = (rows: number) =>
  Array.from({ length: rows }, (_, row) => {
    const next = noise(row);
    return { prompt: Array.from({ length: PROMPT }, () => Math.floor((next() + 1) / 2 * (config.vocabulary - 1))) };
  });

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const round = (x: number): number => Math.round(x * 1000) / 1000;

const sharesOf = async (watched: Watched, rows: number, backend: BackendName | "auto"): Promise<ArpcShares> => {
  const model = modelOn(watched.engine);
  const rounds: { readonly total: number; readonly network: number; readonly bare: number }[] = [];
  for (let seed = 0; seed <= REPETITIONS; seed++) {
    watched.reset();
    const options = { length: config.length, rows: promptsOf(rows), seed, backend };
    const total = await timed(() => sample(program, model, options));
    const network = watched.milliseconds();
    const bare = await timed(watched.repeat);
    // The first round only compiles.
    if (seed > 0) rounds.push({ total, network, bare });
  }
  return {
    tokens_per_s: Math.round(median(rounds.map(({ total }) => 1000 * rows * (config.length - PROMPT) / total))),
    of_bare_forward: round(median(rounds.map(({ total, bare }) => bare / total))),
    outside_network: round(median(rounds.map(({ total, network }) => 1 - network / total))),
  };
};

/** ARPC from 128 tokens to 256 on a small network, one row and sixteen, by engine; empty where onnxruntime is missing. */
export const arpcShares = async (backend: BackendName | "auto" = "auto") => {
  const watched = await watchedOnnx();
  if (typeof watched === "string") return {};
  const shares = { batch1: await sharesOf(watched, 1, backend), batch16: await sharesOf(watched, 16, backend) };
  await watched.engine.dispose();
  return { [watched.name]: shares };
};
