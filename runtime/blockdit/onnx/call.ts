import { type Feed, unseen } from "../feed.ts";

/** The tensors of a call with the clean and the noisy tokens of each row one after the other, see `inputs.ts`. */
export interface SideBySideFeed {
  /** `[rows, tokens]` */ readonly tokens: Int32Array;
  /** `[rows, tokens]` */ readonly positions: Int32Array;
  /** `[rows, tokens, past + tokens]` */ readonly bias: Float32Array;
}

/** Each row of `a`, `width` long, followed by that of `b`. */
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

/** A call, as the graph reads it. */
export const sideBySideFeed = (feed: Feed): SideBySideFeed => ({
  tokens: beside(feed.cleanTokens, feed.noisyTokens, feed.members.length),
  positions: beside(feed.cleanPositions, feed.noisyPositions, feed.members.length),
  bias: jointBias(feed),
});
