import type { PreciseLogits, PreciseSession } from "../../runtime/exact/precise.ts";
import type { Logits, Model, PredictRequest, VerifyRequest } from "../../runtime/model.ts";

/** Which network of closed formulas is asked. */
export interface MockOptions {
  readonly process: "absorbing" | "uniform";
  readonly vocabulary: number;
  readonly length: number;
}

/** `1.5 sin(1.3 v + 0.7 p + 0.9 xt[i] + 0.5 xt[(i + 1) mod n] + 0.3 (ctx + 1))` */
const generate = (block: Int32Array, context: Int32Array, i: number, v: number): number => {
  const last = context.length === 0 ? -1 : context[context.length - 1]!;
  const [here, next] = [block[i]!, block[(i + 1) % block.length]!];
  return 1.5 * Math.sin(1.3 * v + 0.7 * (context.length + i) + 0.9 * here + 0.5 * next + 0.3 * (last + 1));
};

/** `1.5 cos(0.8 v + 1.1 p + 0.6 (prev + 1))` */
const arVerify = (draft: Int32Array, context: Int32Array, i: number, v: number): number => {
  const before = i > 0 ? draft[i - 1]! : context.length > 0 ? context[context.length - 1]! : -1;
  return 1.5 * Math.cos(0.8 * v + 1.1 * (context.length + i) + 0.6 * (before + 1));
};

type Formula = typeof generate;

const fill = (
  formula: Formula,
  blocks: readonly Int32Array[],
  contexts: readonly Int32Array[],
  width: number,
): PreciseLogits => {
  const positions = Math.max(...blocks.map((block) => block.length));
  const values = new Float64Array(blocks.length * positions * width);
  blocks.forEach((block, row) => {
    for (let i = 0; i < block.length; i++) {
      for (let v = 0; v < width; v++) values[(row * positions + i) * width + v] = formula(block, contexts[row]!, i, v);
    }
  });
  return { values, positions, width };
};

const single = (logits: PreciseLogits): Logits => ({ ...logits, values: Float32Array.from(logits.values) });

/** The mock network of samplers.json as a model of the user, in float32 and, for `exact`, in float64. */
export const mockModel = ({ process, vocabulary, length }: MockOptions): Model => {
  const width = vocabulary + (process === "absorbing" ? 1 : 0);
  const predict = (request: PredictRequest) => fill(generate, request.noisy, request.context, width);
  const verify = (request: VerifyRequest) => fill(arVerify, request.draft, request.context, width);
  const session: PreciseSession = {
    predict: (request) => single(predict(request)),
    verify: (request) => single(verify(request)),
    precise: { predict, verify },
  };
  return {
    name: "closed formulas",
    engine: "function",
    abilities: {
      process,
      vocabulary,
      prediction: "unknown",
      arVerify: true,
      rawAtVisible: true,
      unconditional: false,
      selfConditioning: false,
      blockSizes: "any",
      maximumLength: length,
    },
    open: () => session,
  };
};

/** The same without float64: what `run` sees, and all that `exact` sees then. */
export const singlePrecisionMock = (options: MockOptions): Model => {
  const model = mockModel(options);
  return {
    ...model,
    open: async (batch) => {
      const { predict, verify } = await model.open(batch);
      return { predict, ...(verify && { verify }) };
    },
  };
};
