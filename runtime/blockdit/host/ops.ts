import { frequencyBase, headWidth, type NetworkConfig, noiseFrequencies } from "../config.ts";
import type { Feed } from "../feed.ts";
import type { KeysValues, Ops, Stream } from "../ops.ts";
import { attend, rotate } from "./attention.ts";
import type { HostCache } from "./cache.ts";
import { type HostTensor, layerNorm, linear, map, ofRow, split, zeros } from "./tensor.ts";

/** What the operations of one call look at. */
export interface Call {
  readonly config: NetworkConfig;
  readonly weight: (name: string) => HostTensor;
  readonly cache: HostCache;
  readonly feed: Feed;
}

const sinusoids = ({ sigma }: Feed): HostTensor => {
  const half = noiseFrequencies / 2;
  return map(zeros(sigma.length, 1, noiseFrequencies), (_, index) => {
    const i = index % noiseFrequencies;
    const angle = sigma[Math.floor(index / noiseFrequencies)] * frequencyBase ** (-(i % half) / half);
    return i < half ? Math.cos(angle) : Math.sin(angle);
  });
};

const embed = ({ feed }: Call, table: HostTensor, stream: Stream): HostTensor => {
  const tokens = stream === "clean" ? feed.cleanTokens : feed.noisyTokens;
  const out = zeros(feed.members.length, stream === "clean" ? feed.clean : feed.noisy, table.width);
  tokens.forEach((token, i) =>
    out.data.set(table.data.subarray(token * table.width, (token + 1) * table.width), i * table.width)
  );
  return out;
};

const gelu = (x: number): number => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
const activations = { gelu, relu2: (x: number): number => Math.max(x, 0) ** 2 };

const seen = (
  { config, feed }: Call,
  stream: Stream,
  queries: HostTensor,
  context: KeysValues<HostTensor> | null,
  own: KeysValues<HostTensor> | null,
): HostTensor => {
  const bias = stream === "clean" ? feed.cleanBias : feed.noisyBias;
  const pieces = [
    ...(context === null ? [] : [{ ...context, bias }]),
    ...(own === null ? [] : [{ ...own, bias: feed.ownBias }]),
  ];
  return attend(queries, pieces, headWidth(config));
};

/** BlockDiT's operations in float64, written to be read: the truth that other engines are held to. */
export const hostOps = (call: Call): Ops<HostTensor> => {
  const { config, feed } = call;
  const positions = (stream: Stream) => stream === "clean" ? feed.cleanPositions : feed.noisyPositions;
  return {
    weight: call.weight,
    embed: (table, stream) => embed(call, table, stream),
    noiseLevel: () => sinusoids(feed),
    linear,
    linears: (x, weight, bias, parts) => split(linear(x, weight, bias), parts),
    layerNorm,
    modulate: (x, shift, scale) => map(x, (v, i) => v * (1 + scale.data[ofRow(x)(i)]) + shift.data[ofRow(x)(i)]),
    add: (x, y) => map(x, (v, i) => v + y.data[i]),
    addGated: (x, gate, y) => map(x, (v, i) => v + gate.data[ofRow(x)(i)] * y.data[i]),
    silu: (x) => map(x, (v) => v / (1 + Math.exp(-v))),
    activate: (x) => map(x, activations[config.activation]),
    rotate: (x, stream) => rotate(x, positions(stream), headWidth(config), frequencyBase),
    context: (layer, fresh) => call.cache.join(layer, fresh, feed),
    attend: (stream, queries, context, own) => seen(call, stream, queries, context, own),
  };
};
