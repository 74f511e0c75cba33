import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { bytesOfFile } from "../../checkpoints/file_bytes_node.ts";
import { readHeader } from "../../checkpoints/header.ts";
import type { CheckpointError } from "../../checkpoints/errors.ts";
import { reasonOf } from "../../thrown.ts";
import type { WeightsFile } from "./source.ts";

/**
 * The float32 tensors of a safetensors file as onnxruntime's native build reads them: mapped, and packed once.
 *
 * A tensor that holds 16-bit numbers is left to arrays, which widen it.
 *
 * @returns The file, null if not all of its tensors are float32, or why its header cannot be read.
 */
export const weightsFile = async (path: string): Promise<Either<CheckpointError, WeightsFile | null>> => {
  try {
    const bytes = await bytesOfFile(path);
    const header = await readHeader(bytes);
    await bytes.close?.();
    if (isLeft(header)) { return header; }
    const { entries, start } = header.right;
    if (entries.some(({ dtype }) => dtype !== "F32")) { return right(null); }
    // onnxruntime follows links and refuses what lies outside the folder that it is told.
    const real = await realpath(path);
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    return right({
      folder: dirname(real),
      place: (name) => {
        const { shape, from, to } = byName.get(name)!;
        return { shape, location: basename(real), offset: start + from, length: to - from };
      },
    });
  } catch (thrown) {
    return left({ _tag: "NoSuchFile", path, reason: reasonOf(thrown) });
  }
};
