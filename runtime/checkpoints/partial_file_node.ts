import { type Either, left, right } from "fp-ts/lib/Either.js";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { reasonOf } from "../thrown.ts";
import type { HubError } from "./hub_error.ts";

/** A file that grows while it is downloaded, and is kept when that breaks off. */
export interface PartialFile {
  /** Bytes it has. */ readonly received: () => number;
  readonly append: (piece: Uint8Array) => Promise<void>;
  /** Empties it. */ readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens or makes the file; one that is longer than `total` is no part of what is wanted, and is emptied. */
export const partialFile = async (path: string, total: number): Promise<Either<HubError, PartialFile>> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, "a");
    let received = (await file.stat()).size;
    const restart = async (): Promise<void> => {
      await file.truncate(0);
      received = 0;
    };
    if (received > total) { await restart(); }
    return right({
      received: () => received,
      append: async (piece) => {
        await file.writeFile(piece);
        received += piece.length;
      },
      restart,
      close: () => file.close(),
    });
  } catch (thrown) {
    return left({ _tag: "CacheFailed", path, reason: reasonOf(thrown) });
  }
};
