import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./root.ts";

/** The folder of golden data: the given one, else `$BLOCKGEN_SHARED/golden`, else `../shared/golden` beside the repository. */
export const goldenFolder = (given?: string): string => {
  const shared = process.env["BLOCKGEN_SHARED"];
  if (given !== undefined) return resolve(given);
  return shared === undefined ? resolve(root, "..", "shared", "golden") : resolve(shared, "golden");
};

/** A file of golden data, or null where there is none. Infinities are written as the strings "inf" and "-inf". */
export const readGolden = <T>(name: string, folder = goldenFolder()): T | null => {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  const infinities: Readonly<Record<string, number>> = { inf: Infinity, "-inf": -Infinity };
  return JSON.parse(readFileSync(path, "utf8"), (_, value) => infinities[value as string] ?? value) as T;
};
