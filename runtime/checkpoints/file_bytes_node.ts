import { open } from "node:fs/promises";
import type { Bytes } from "./bytes.ts";

/** Most bytes of one read: systems refuse more than 2 GiB at once. */
const AT_ONCE = 2 ** 30;

/** Random access to a file on disk; rejects when it cannot be opened. Reading stops early at the end of the file. */
export const bytesOfFile = async (path: string): Promise<Bytes> => {
  const file = await open(path, "r");
  const { size } = await file.stat();
  return {
    size,
    read: async (from, to) => {
      const into = new Uint8Array(to - from);
      let at = 0;
      while (at < into.length) {
        const { bytesRead } = await file.read(into, at, Math.min(AT_ONCE, into.length - at), from + at);
        if (bytesRead === 0) { break; }
        at += bytesRead;
      }
      return into.subarray(0, at);
    },
    close: () => file.close(),
  };
};
