import {
  expectedTensors,
  type NamedTensor,
  writeSafetensors,
  type WrittenDtype,
} from "../../runtime/checkpoints/mod.ts";

/** A network small enough to mutate ten thousand times. */
export const tinyNetwork = {
  hidden: 8,
  heads: 2,
  blocks: 1,
  conditioning: 4,
  length: 16,
  vocabulary: 6,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
} as const;

/** Its `config.json`, as published. */
export const tinyConfig = {
  name: "tiny",
  type: "block-dit",
  hidden_size: 8,
  cond_dim: 4,
  length: 16,
  n_blocks: 1,
  n_heads: 2,
  dropout: 0,
  attn_backend: "sdpa",
  x0_causal: true,
};

/** Numbers that repeat, exact in half precision too. */
export const tinyTensors = (network: Parameters<typeof expectedTensors>[0] = tinyNetwork): readonly NamedTensor[] =>
  expectedTensors(network).map(({ name, shape }, tensor) => ({
    name,
    shape,
    values: Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      (_, i) => ((i * 7 + tensor) % 33 - 16) / 16,
    ),
  }));

/** The bytes of its `model.safetensors`. */
export const tinyModel = (dtype: WrittenDtype = "F32"): Uint8Array<ArrayBuffer> =>
  writeSafetensors(tinyTensors(), { dtype, metadata: { format: "pt" } });
