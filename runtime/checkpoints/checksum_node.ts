import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Is it one of the checksums that the hub gives: SHA-256 of large files, git's SHA-1 of small ones? */
export const isChecksum = (text: string): boolean => /^(?:[0-9a-f]{64}|[0-9a-f]{40})$/.test(text);

/** The checksum of a file of `size` bytes, of the same kind as `like`. */
export const checksumOfFile = async (path: string, size: number, like: string): Promise<string> => {
  // Git hashes a file behind a small header of its own.
  const hash = like.length === 64 ? createHash("sha256") : createHash("sha1").update(`blob ${size}\0`);
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) { hash.update(piece); }
  return hash.digest("hex");
};
