import { closeSync, openSync, readSync } from "node:fs";
import { floatsOf, widen } from "../checkpoints/dtype.ts";
import { readHeader } from "../checkpoints/header.ts";
import { bytesOfFile } from "../checkpoints/file_bytes_node.ts";
import type { TensorEntry } from "../checkpoints/tensor_entry.ts";
import type { Weights } from "./engine.ts";

/** Most bytes of one read: systems refuse more than 2 GiB at once. */
const AT_ONCE = 2 ** 30;

/** Bytes `from` up to `to` of an open file; throws when they are not there, as for a file that was cut while it was used. */
const bytesAt = (file: number, from: number, to: number): Uint8Array<ArrayBuffer> => {
  const into = new Uint8Array(to - from);
  for (let at = 0; at < into.length;) {
    const count = readSync(file, into, at, Math.min(AT_ONCE, into.length - at), from + at);
    if (count === 0) { throw new Error(`the file of the weights ends after ${from + at} of ${to} bytes`); }
    at += count;
  }
  return into;
};

const numbersOf = ({ dtype, elements }: TensorEntry, bytes: Uint8Array<ArrayBuffer>): Float32Array => {
  if (dtype === "F32") { return floatsOf(bytes); }
  const numbers = new Float32Array(elements);
  widen(dtype === "F16" ? "F16" : "BF16", bytes, numbers, 0);
  return numbers;
};

/**
 * Tensors of a safetensors file that are read, and widened, each time their numbers are asked for: what an engine makes of them is the
 * only copy. The file's header was checked before.
 */
export const diskWeights = async (path: string): Promise<{ readonly weights: Weights; readonly close: () => void }> => {
  const bytes = await bytesOfFile(path);
  const header = await readHeader(bytes);
  await bytes.close?.();
  if (header._tag === "Left") { throw new Error(`the header of ${path} changed while it was loaded`); }
  const { entries, start } = header.right;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const file = openSync(path, "r");
  let open = true;
  return {
    weights: (name) => {
      const entry = byName.get(name)!;
      return {
        shape: entry.shape,
        get data() {
          return numbersOf(entry, bytesAt(file, start + entry.from, start + entry.to));
        },
      };
    },
    close: () => {
      if (open) { closeSync(file); }
      open = false;
    },
  };
};
