import { fromHalf } from "../../checkpoints/half.ts";

/** Types of a graph's logits that can be read. */
export const logitTypes = ["float32", "float16", "float64"] as const;

/**
 * Logits of a tensor as float32. Half precision arrives as bit patterns where the runtime has no `Float16Array`, else as numbers; both
 * are widened exactly.
 *
 * @param data Of a tensor whose type is one of `logitTypes`.
 */
export const logitNumbers = (data: unknown): Float32Array => {
  if (data instanceof Float32Array) { return data; }
  if (!(data instanceof Uint16Array)) { return Float32Array.from(data as ArrayLike<number>); }
  const known = halves();
  return Float32Array.from(data, (bits) => known[bits]!);
};

let table: Float32Array | null = null;

/** All 65,536 of them: a chunk of GPT-2 has fifty million logits. */
const halves = (): Float32Array => table ??= Float32Array.from({ length: 65536 }, (_, bits) => fromHalf(bits));
