import type { JaxArray, JaxLibrary } from "../../blockdit/jax/load.ts";
import { attentionLayout } from "../layout.ts";
import type { BatchArrays } from "./loss.ts";
import { type ScoreFields, scoreFields } from "./score.ts";

/** The numbers of a batch on the host, `[row][position]`. */
export interface HostBatch {
  readonly x0: Int32Array;
  readonly xt: Int32Array;
  readonly weight: Float32Array;
  readonly evidence: Float32Array;
  /** Only in runs with a loss that reads the whole prediction. */ readonly score?: ScoreFields<Float32Array>;
  /** Of each row. */ readonly blockSizes: readonly number[];
}

/** Uploads batches; the biases of a list of block sizes are made once. */
export interface Uploader {
  /** Arrays that the caller disposes of. */ readonly upload: (batch: HostBatch) => BatchArrays;
  readonly close: () => void;
}

type Biases = Pick<BatchArrays, "context" | "block">;

/** How many different lists of block sizes are kept: a mixture that rotates has a few. */
const KEPT = 16;

/** @param largest Largest block size of the run. @param length Tokens of a row. */
export const uploader = (jax: JaxLibrary, largest: number, length: number): Uploader => {
  const kept = new Map<string, Biases>();
  const array = (data: Float32Array | Int32Array, shape: number[]): JaxArray =>
    jax.numpy.array(data as Float32Array<ArrayBuffer>).reshape(shape);
  const drop = ({ context, block }: Biases) => [context, block].forEach((x) => x.dispose());
  const make = (sizes: readonly number[]): Biases => {
    const { context, block } = attentionLayout(sizes, largest, length);
    return {
      context: array(context, [sizes.length, 1, length, length]),
      block: array(block, [sizes.length, 1, 1, largest, largest]),
    };
  };
  const biases = (sizes: readonly number[]): Biases => {
    const known = kept.get(sizes.join());
    if (known !== undefined) { return known; }
    const [oldest] = kept;
    if (kept.size >= KEPT && oldest !== undefined) {
      drop(oldest[1]);
      kept.delete(oldest[0]);
    }
    const made = make(sizes);
    kept.set(sizes.join(), made);
    return made;
  };
  return {
    upload: ({ x0, xt, weight, evidence, score, blockSizes }) => {
      const shape = [blockSizes.length, length];
      const { context, block } = biases(blockSizes);
      const fields = score && Object.fromEntries(scoreFields.map((name) => [name, array(score[name], shape)]));
      return {
        x0: array(x0, shape),
        xt: array(xt, shape),
        weight: array(weight, shape),
        evidence: array(evidence, shape),
        context: context.ref,
        block: block.ref,
        ...(fields === undefined ? {} : { score: fields as unknown as ScoreFields<JaxArray> }),
      };
    },
    close: () => {
      kept.forEach(drop);
      kept.clear();
    },
  };
};
