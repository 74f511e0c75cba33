import type { Process } from "../../../dsl/mod.ts";
import type { Oracle } from "../../models/oracle.ts";

/** Some rows after the forward process, to be predicted; everything `[row][position]`. */
export interface ScoreRequest {
  /** Clean tokens: the context of each block. */ readonly x0: Int32Array;
  /** Noisy tokens; an absorbing model's mask is V. */ readonly xt: Int32Array;
  /** Signal level; the same within a block. Time-conditioned networks read `sigma = -ln alpha` from it. */
  readonly alpha: Float64Array;
  /** Tokens of a row. */ readonly length: number;
  /** Tokens of a block: a position reads clean tokens before its block and noisy ones in it. */ readonly blockSize:
    number;
}

/** Anything that predicts clean tokens: a network, an oracle. Uniform noise: leave-one-out predictions, else the bound is loose. */
export interface Scorer {
  readonly process: Process;
  /** Real tokens V. */ readonly vocabulary: number;
  /** `ln p(x0_i = v)` in nats, `[row][position][V]`; at visible positions of absorbing noise it is not read. */
  readonly score: (request: ScoreRequest) => ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** An oracle as a scorer, with its exact leave-one-out predictions. */
export const oracleScorer = (
  { abilities: { process, vocabulary }, predict64 }: Pick<Oracle, "abilities" | "predict64">,
): Scorer => ({
  process,
  vocabulary,
  score: ({ x0, xt, alpha, length, blockSize }) => {
    const out = new Float64Array(x0.length * vocabulary);
    for (let row = 0; row < x0.length; row += length) {
      for (let from = row; from < row + length; from += blockSize) {
        const to = Math.min(from + blockSize, row + length);
        const block = { context: x0.subarray(row, from), noisy: xt.subarray(from, to), alpha: alpha[from] };
        out.set(predict64(block, "loo").map(Math.log), from * vocabulary);
      }
    }
    return out;
  },
});
