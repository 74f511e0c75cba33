import { mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NetworkConfig } from "../../runtime/blockdit/config.ts";
import {
  type ExpectedTensor,
  expectedTensors,
  type OwnSection,
  writeConfig,
  type WrittenDtype,
} from "../../runtime/checkpoints/mod.ts";
import { encodeFloats, safetensorsHeader } from "../../runtime/checkpoints/write_safetensors.ts";

/** What to write. */
export interface Synthetic {
  readonly network: NetworkConfig;
  readonly dtype: WrittenDtype;
  /** A whole number from 0 to 2^32 - 1. */ readonly seed: number;
  readonly own: OwnSection;
}

/** Numbers that are made and written at once. */
const PIECE = 2 ** 20;

/**
 * Writes a checkpoint of random weights, piece by piece, so that any size fits in memory; the same seed gives the same bytes.
 *
 * @returns Numbers in it.
 */
export const writeSynthetic = async (folder: string, { network, dtype, seed, own }: Synthetic): Promise<number> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "config.json"), writeConfig(network, "synthetic", own));
  const tensors = [...expectedTensors(network)].sort((a, b) => a.name < b.name ? -1 : 1);
  const file = await open(join(folder, "model.safetensors"), "w");
  try {
    await file.writeFile(safetensorsHeader(tensors, dtype, { format: "pt" }));
    const draw = uniforms(seed);
    let written = 0;
    for (const tensor of tensors) {
      const number = numbersOf(tensor, draw);
      const elements = tensor.shape.reduce((product, extent) => product * extent, 1);
      for (let from = 0; from < elements; from += PIECE) {
        const piece = new Float32Array(Math.min(PIECE, elements - from));
        for (let i = 0; i < piece.length; i++) piece[i] = number(from + i);
        await file.writeFile(encodeFloats(piece, dtype));
      }
      written += elements;
    }
    return written;
  } finally {
    await file.close();
  }
};

/** Sizes that keep activations near 1 through any number of layers. */
const numbersOf = ({ name, shape }: ExpectedTensor, draw: () => number): (index: number) => number => {
  if (name.endsWith("inv_freq")) return (i) => 10_000 ** (-i / shape[0]!);
  if (/norm[^.]*\.weight$/.test(name)) return () => 1 + 0.1 * draw();
  if (name.includes("embedding")) return () => draw();
  // Uniform on [-1, 1) has variance 1/3.
  const scale = shape.length === 2 ? Math.sqrt(3 / shape[1]!) : 0.1;
  return () => scale * draw();
};

/** Uniform on [-1, 1), Marsaglia's xorshift32: speed counts here, and nothing rests on its quality. */
const uniforms = (seed: number): () => number => {
  let state = (seed ^ 0x9e3779b9) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
};
