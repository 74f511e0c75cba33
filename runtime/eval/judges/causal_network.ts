import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { loadOnnx, type OnnxLibrary, type OnnxSession, type OnnxTensor } from "../../blockdit/onnx/load.ts";
import { reasonOf } from "../../thrown.ts";
import type { JudgeError } from "./judge_error.ts";
import { logitNumbers, logitTypes } from "./logit_numbers.ts";

/** An input or an output as onnxruntime describes it; sizes that a call chooses have names. */
interface Described {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

interface DescribedSession extends OnnxSession {
  readonly inputMetadata: readonly Described[];
  readonly outputMetadata: readonly Described[];
}

/** A causal language model that onnxruntime has loaded. */
export interface CausalNetwork {
  /** Logits of a text, `[tokens, width]`: row i is of the token behind the i-th. */
  readonly logits: (tokens: readonly number[]) => Promise<{ readonly values: Float32Array; readonly width: number }>;
  readonly release: () => Promise<void>;
}

const known = /^(?:input_ids|attention_mask|position_ids|use_cache_branch|past_key_values\..*)$/;

/** Loads `input_ids` -> `logits`, with the mask, positions and empty caches that exporters add where the graph asks for them. */
export const openCausalNetwork = async (
  file: string,
  threads?: number,
): Promise<Either<JudgeError, CausalNetwork>> => {
  const library = await loadOnnx("cpu");
  if (isLeft(library)) { return left({ _tag: "Onnx", error: library.left }); }
  const { onnx } = library.right;
  try {
    const session = await create(onnx, file, threads);
    const reason = whyNot(session);
    if (reason === null) { return right(networkOf(onnx, session)); }
    await session.release();
    return left({ _tag: "NotCausal", judge: file, reason });
  } catch (thrown) {
    return left({ _tag: "Onnx", error: { _tag: "OnnxRefused", backend: "cpu", why: reasonOf(thrown) } });
  }
};

/** What is foreign to a causal language model, or null. */
const whyNot = ({ inputMetadata, outputMetadata }: DescribedSession): string | null => {
  const foreign = inputMetadata.find(({ name }) => !known.test(name));
  const logits = outputMetadata.find(({ name }) => name === "logits");
  if (foreign !== undefined) { return `it must need token ids only: found the input ${JSON.stringify(foreign.name)}`; }
  if (logits === undefined) {
    return `it must give logits: found the outputs ${outputMetadata.map(({ name }) => name).join(", ")}`;
  }
  return logitTypes.some((type) => type === logits.type)
    ? null
    : `its logits must be ${logitTypes.join(", ")}: found ${logits.type}`;
};

/** From a path, so that weights in files beside it are found. */
const create = (onnx: OnnxLibrary, file: string, threads?: number): Promise<DescribedSession> =>
  (onnx.InferenceSession.create as unknown as (path: string, options: object) => Promise<DescribedSession>)(file, {
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
  });

const networkOf = (onnx: OnnxLibrary, session: DescribedSession): CausalNetwork => ({
  logits: async (tokens) => {
    const feeds = Object.fromEntries(session.inputMetadata.map((input) => [input.name, feed(onnx, input, tokens)]));
    const { logits } = await session.run(feeds, ["logits"]);
    return { values: logitNumbers(logits.data), width: logits.dims[logits.dims.length - 1] };
  },
  release: () => session.release(),
});

/** One input for one text; caches of what came before are empty. */
const feed = (onnx: OnnxLibrary, { name, shape, type }: Described, tokens: readonly number[]): OnnxTensor => {
  const whole = (values: readonly number[]) =>
    type === "int32"
      ? new onnx.Tensor("int32", Int32Array.from(values), [1, values.length])
      : new onnx.Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
  if (name === "input_ids") { return whole(tokens); }
  if (name === "attention_mask") { return whole(tokens.map(() => 1)); }
  if (name === "position_ids") { return whole(tokens.map((_, i) => i)); }
  if (name === "use_cache_branch") {
    const Tensor = onnx.Tensor as unknown as new (type: "bool", data: Uint8Array, dims: number[]) => OnnxTensor;
    return new Tensor("bool", Uint8Array.of(0), [1]);
  }
  const dims = shape.map((size, i) => typeof size === "number" && size >= 0 ? size : i === 0 ? 1 : 0);
  const size = dims.reduce((all, size) => all * size, 1);
  if (type !== "float16") { return new onnx.Tensor("float32", new Float32Array(size), dims); }
  const Tensor = onnx.Tensor as unknown as new (type: "float16", data: Uint16Array, dims: number[]) => OnnxTensor;
  return new Tensor("float16", new Uint16Array(size), dims);
};
