import { headWidth, type NetworkConfig, noiseFrequencies } from "../config.ts";
import type { KeysValues, Ops, Stream } from "../ops.ts";
import { attend, type Piece } from "./attention.ts";
import type { JaxArray, JaxLibrary } from "./load.ts";
import { scope } from "./scope.ts";

/** Cosines and signed sines that turn heads: `[rows or 1, n, 1, 1, half]` and `[rows or 1, n, 1, 2, half]`. */
export interface Turns {
  readonly cos: JaxArray;
  readonly sin: JaxArray;
}

/** The arrays of a call, in the shapes that the operations read them in; they stay the caller's. */
export interface JaxCall {
  readonly config: NetworkConfig;
  /** The parts of a tensor, see `leaves.ts`. */ readonly weight: (name: string) => readonly JaxArray[];
  /** `[rows, n]`, int32. */ readonly tokens: Readonly<Record<Stream, JaxArray | null>>;
  readonly turns: Readonly<Record<Stream, Turns | null>>;
  /** `[rows, 1]`. */ readonly sigma: JaxArray;
  /** Of queries on the context: `[rows, 1, n, context]`. */ readonly bias: Readonly<Record<Stream, JaxArray | null>>;
  /** Of noisy queries on noisy keys, as `Piece` wants it. */ readonly own: Pick<Piece, "bias" | "within">;
  /** `[128]`: the frequencies of the noise level's sinusoids. */ readonly frequencies: JaxArray;
  /** Joins what is cached of a layer with the fresh `[rows, heads, n, width]`, which may be null; a new array or null. */
  readonly join: (layer: number, fresh: KeysValues<JaxArray> | null) => KeysValues<JaxArray> | null;
}

/** A tensor and, where the network cuts it, its parts. */
export type JaxTensor = readonly JaxArray[];

const one = ([x]: JaxTensor): JaxArray => x.ref;

/** `x W^T`, all tokens in one matrix. */
const product = (jax: JaxLibrary, x: JaxArray, weight: JaxArray): JaxArray => {
  const lead = x.shape.slice(0, -1);
  const width = x.shape.at(-1) as number;
  const flat = lead.length === 1 ? x : x.reshape([lead.reduce((a, b) => a * b, 1), width]);
  const out = weight.shape[0];
  return jax.numpy.matmul(flat, jax.numpy.matrixTranspose(weight)).reshape([...lead, out]);
};

const layerNorm = (jax: JaxLibrary, x: JaxArray, weight: JaxArray): JaxArray => {
  const centred = x.ref.sub(jax.numpy.mean(x, -1, { keepdims: true }));
  const variance = jax.numpy.mean(jax.numpy.square(centred.ref), -1, { keepdims: true });
  return centred.mul(jax.numpy.reciprocal(jax.numpy.sqrt(variance.add(1e-5)))).mul(weight);
};

/** `[rows, width]` beside `[rows, n, width]`. */
const perRow = (x: JaxArray): JaxArray => x.reshape([x.shape[0], 1, x.shape[1]]);

const activations = {
  gelu: (jax: JaxLibrary, x: JaxArray) => jax.nn.gelu(x, { approximate: true }),
  relu2: (jax: JaxLibrary, x: JaxArray) => jax.numpy.square(jax.nn.relu(x)),
};

/** `[rows, n, width]` to `[rows, heads, n, head width]`. */
const heads = (x: JaxArray, width: number): JaxArray => {
  const [rows, n, all] = x.shape;
  return x.reshape([rows, n, all / width, width]).transpose([0, 2, 1, 3]);
};

const rotate = (jax: JaxLibrary, x: JaxArray, { cos, sin }: Turns, width: number): JaxArray => {
  const [rows, n, all] = x.shape;
  const pairs = x.reshape([rows, n, all / width, 2, width / 2]);
  const turned = pairs.ref.mul(cos.ref).add(jax.numpy.flip(pairs, -2).mul(sin.ref));
  return heads(turned.reshape([rows, n, all]), width);
};

const noiseLevel = (jax: JaxLibrary, { sigma, frequencies }: JaxCall): JaxArray => {
  const angles = sigma.ref.mul(frequencies.ref.reshape([1, noiseFrequencies / 2]));
  return jax.numpy.concatenate([jax.numpy.cos(angles.ref), jax.numpy.sin(angles)], -1);
};

const seen = (jax: JaxLibrary, call: JaxCall, q: JaxArray, pieces: readonly Piece[]): JaxArray => {
  const width = headWidth(call.config);
  const out = attend(jax, q.mul(1 / Math.sqrt(width)), pieces);
  const [rows, count, n] = out.shape;
  return out.transpose([0, 2, 1, 3]).reshape([rows, n, count * width]);
};

/** BlockDiT's operations in jax-js: they run, are traced and differentiated alike. Rotated ones are `[rows, heads, n, width]`. */
export const jaxOps = (jax: JaxLibrary, call: JaxCall) => {
  const { own, leave } = scope();
  const { config } = call;
  const width = headWidth(config);
  const put = (x: JaxArray): JaxTensor => [own(x)];
  const linear = (x: JaxTensor, weight: JaxArray, bias: JaxArray | undefined): JaxArray => {
    const y = product(jax, one(x), weight.ref);
    return bias === undefined ? y : y.add(bias.ref);
  };
  const pieceOf = ({ keys, values }: KeysValues<JaxTensor>, bias: JaxArray, within: number | null): Piece => ({
    keys: keys[0],
    values: values[0],
    bias,
    within,
  });
  const ops: Ops<JaxTensor> = {
    weight: call.weight,
    embed: (table, stream) => {
      const tokens = call.tokens[stream] as JaxArray;
      const [rows, n] = tokens.shape;
      const chosen = jax.nn.oneHot(tokens.ref.reshape([rows * n]), config.vocabulary);
      return put(jax.numpy.matmul(chosen, one(table)).reshape([rows, n, config.hidden]));
    },
    noiseLevel: () => put(noiseLevel(jax, call)),
    linear: (x, weight, bias) => put(linear(x, weight[0], bias?.[0])),
    linears: (x, weight, bias) => weight.map((part, i) => put(linear(x, part, bias?.[i]))),
    layerNorm: (x, weight) => put(layerNorm(jax, one(x), one(weight))),
    modulate: (x, shift, scale) => put(one(x).mul(perRow(one(scale)).add(1)).add(perRow(one(shift)))),
    add: (x, y) => put(one(x).add(one(y))),
    addGated: (x, gate, y) => put(one(x).add(perRow(one(gate)).mul(one(y)))),
    silu: (x) => put(jax.nn.silu(one(x))),
    activate: (x) => put(activations[config.activation](jax, one(x))),
    rotate: (x, stream) => put(rotate(jax, one(x), call.turns[stream] as Turns, width)),
    context: (layer, fresh) => {
      const whole = call.join(layer, fresh && { keys: fresh.keys[0], values: own(heads(one(fresh.values), width)) });
      return whole && { keys: put(whole.keys), values: put(whole.values) };
    },
    attend: (stream, queries, context, mine) =>
      put(seen(jax, call, one(queries), [
        ...(context === null ? [] : [pieceOf(context, call.bias[stream] as JaxArray, null)]),
        ...(mine === null
          ? []
          : [pieceOf({ ...mine, values: put(heads(one(mine.values), width)) }, call.own.bias, call.own.within)]),
      ])),
  };
  return { ops, leave: (logits: JaxTensor): JaxArray => leave(logits[0]) };
};
