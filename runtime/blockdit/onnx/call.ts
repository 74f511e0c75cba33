import { headWidth, type NetworkConfig } from "../config.ts";
import type { Feed } from "../feed.ts";
import { unseen } from "../places.ts";
import { inputNames } from "./inputs.ts";
import type { OnnxLibrary, OnnxTensor } from "./load.ts";
import { turnsOf } from "./turns.ts";

/** Tensors of a call, by the names of the graph's inputs. */
export type Feeds = Readonly<Record<string, OnnxTensor>>;

/** Each row of `a`, followed by that of `b`. */
const beside = (a: Int32Array, b: Int32Array, rows: number): Int32Array => {
  if (a.length === 0) { return b; }
  const [before, behind] = [a.length / rows, b.length / rows];
  const out = new Int32Array(a.length + b.length);
  for (let r = 0; r < rows; r++) {
    out.set(a.subarray(r * before, (r + 1) * before), r * (before + behind));
    out.set(b.subarray(r * behind, (r + 1) * behind), r * (before + behind) + before);
  }
  return out;
};

/** Who sees whom among cached, clean and noisy tokens: clean ones never see noisy ones. */
const jointBias = ({ members, past, clean, noisy, cleanBias, noisyBias, ownBias }: Feed): Float32Array => {
  const context = past + clean;
  const keys = context + noisy;
  const out = new Float32Array(members.length * (clean + noisy) * keys);
  let at = 0;
  for (let r = 0; r < members.length; r++) {
    for (let i = r * clean; i < (r + 1) * clean; i++, at += keys) {
      out.set(cleanBias.subarray(i * context, (i + 1) * context), at);
      out.fill(unseen, at + context, at + keys);
    }
    for (let i = r * noisy; i < (r + 1) * noisy; i++, at += keys) {
      out.set(noisyBias.subarray(i * context, (i + 1) * context), at);
      out.set(ownBias.subarray(i * noisy, (i + 1) * noisy), at + context);
    }
  }
  return out;
};

/** The tensors of a call but for its cached context, with the clean and the noisy tokens of each row one after the other. */
export const feedsOf = ({ Tensor }: OnnxLibrary, config: NetworkConfig): (feed: Feed) => Feeds => {
  const turns = turnsOf(config);
  const half = headWidth(config) / 2;
  const made = new WeakMap<Int32Array, Feeds>();
  const placed = (feed: Feed): Feeds => {
    const [rows, count] = [feed.members.length, feed.clean + feed.noisy];
    const positions = beside(feed.cleanPositions, feed.noisyPositions, rows);
    const table = turns(positions, count);
    return {
      [inputNames.positions]: new Tensor("int32", positions, [rows, count]),
      [inputNames.clean]: new Tensor("int64", BigInt64Array.of(BigInt(feed.clean)), [1]),
      [inputNames.bias]: new Tensor("float32", jointBias(feed), [rows, count, feed.past + count]),
      [inputNames.cosines]: new Tensor("float32", table.cosines, [table.positions, half]),
      [inputNames.sines]: new Tensor("float32", table.sines, [table.positions, half]),
    };
  };
  return (feed) => {
    const places = made.get(feed.noisyPositions) ?? placed(feed);
    made.set(feed.noisyPositions, places);
    const rows = feed.members.length;
    const tokens = beside(feed.cleanTokens, feed.noisyTokens, rows);
    return {
      ...places,
      [inputNames.tokens]: new Tensor("int32", tokens, [rows, feed.clean + feed.noisy]),
      ...(config.adaLN ? { [inputNames.sigma]: new Tensor("float32", feed.sigma, [rows]) } : {}),
    };
  };
};
