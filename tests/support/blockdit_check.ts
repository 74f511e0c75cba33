import {
  type CallRow,
  type Engine,
  type Feed,
  generating,
  gpuEngine,
  hostEngine,
  type NetworkConfig,
  training,
  verifying,
} from "../../runtime/blockdit/mod.ts";
import type { DeviceName } from "../../runtime/backends/mod.ts";
import { noise, randomNetwork } from "./random_network.ts";

/** Networks that differ in everything that an engine sees; all are small. */
const networks: Readonly<Record<string, NetworkConfig>> = {
  "adaLN, causal context, gelu": {
    hidden: 24,
    heads: 2,
    blocks: 2,
    conditioning: 10,
    length: 64,
    vocabulary: 37,
    adaLN: true,
    causalContext: true,
    activation: "gelu",
  },
  "no adaLN, context in blocks, relu2": {
    hidden: 12,
    heads: 3,
    blocks: 3,
    conditioning: 1,
    length: 32,
    vocabulary: 10,
    adaLN: false,
    causalContext: false,
    activation: "relu2",
  },
};

const BLOCK = 4;

const row = (next: () => number, vocabulary: number) => {
  const tokens = (length: number): Int32Array =>
    Int32Array.from({ length }, () => Math.floor((next() + 1) / 2 * vocabulary));
  const whole = tokens(32);
  return (row: number, cached: number, context: number, noisy: number): CallRow => ({
    row,
    cached,
    context: whole.map((token) => (token + 3 * row) % vocabulary).slice(0, context),
    noisy: tokens(noisy),
    sigma: 0.2 + row,
  });
};

/** Calls in order, and whether each keeps: rows of different lengths, rows that leave, cached and not, short last blocks. */
const callsOf = (config: NetworkConfig, seed: number): readonly (readonly [Feed, boolean])[] => {
  const of = row(noise(seed), config.vocabulary);
  const rule = config.causalContext ? "causal" : BLOCK;
  return [
    [generating([of(0, 0, 0, 4)], rule), false],
    [generating([of(0, 0, 8, 4), of(1, 0, 4, 4), of(2, 0, 0, 3)], rule), true],
    [generating([of(0, 8, 8, 4), of(1, 4, 8, 4), of(2, 0, 4, 2)], rule), true],
    [generating([of(2, 4, 4, 1), of(0, 8, 8, 4)], rule), false],
    [verifying([of(0, 8, 12, 4), of(2, 4, 8, 4)]), false],
    [generating([of(1, 8, 20, 4)], rule), true],
    [generating([of(1, 20, 20, 4), of(2, 4, 8, 4)], rule), false],
    [generating([of(1, 0, 20, 4), of(2, 0, 8, 4)], rule), false],
    [training([of(0, 0, 12, 12), of(2, 0, 9, 9)], BLOCK, rule), false],
  ];
};

const errorOf = (found: Float32Array, truth: Float32Array): number => {
  if (found.length !== truth.length) { return Infinity; }
  const size = truth.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return truth.reduce((worst, x, i) => Math.max(worst, Math.abs(x - found[i]!) / size), 0);
};

/** Largest difference of an engine's logits from the host's, over their largest number, for each network and call. */
export const checkEngine = async (
  make: (config: NetworkConfig, weights: ReturnType<typeof randomNetwork>) => Engine,
): Promise<{ readonly ran: string; readonly errors: Readonly<Record<string, number>> }> => {
  const errors: Record<string, number> = {};
  let ran = "";
  for (const [name, config] of Object.entries(networks)) {
    const weights = randomNetwork(config, 5);
    const [truth, engine] = [hostEngine(config, weights), make(config, weights)];
    const [want, have] = [truth.open(3, 24), engine.open(3, 24)];
    for (const [i, [feed, keep]] of callsOf(config, 11).entries()) {
      const expected = await want.forward(feed, keep);
      const error = errorOf(await have.forward(feed, keep), expected);
      errors[`${name}, call ${i}`] = Number.isFinite(error) ? error : 1e9;
    }
    ran = engine.backend();
    have.close();
    await engine.dispose();
  }
  return { ran, errors };
};

/** The gpu.js engine on a backend. */
export const checkGpuEngine = (mode: DeviceName) => checkEngine((config, weights) => gpuEngine(config, weights, mode));
