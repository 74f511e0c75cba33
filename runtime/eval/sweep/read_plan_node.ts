import { type Either, left } from "fp-ts/lib/Either.js";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { reasonOf } from "../../thrown.ts";
import { readPlan, type SweepPlan } from "./plan.ts";

/** The plan of a file: JSON, or a module (`.ts`, `.js`) whose default export is one. Otherwise what is wrong, a sentence each. */
export const planInFile = async (file: string): Promise<Either<readonly string[], SweepPlan>> => {
  try {
    if (!/\.[mc]?[jt]s$/.test(file)) { return readPlan(JSON.parse(await readFile(file, "utf8"))); }
    const module = await import(pathToFileURL(resolve(file)).href) as { readonly default?: unknown };
    return readPlan(module.default);
  } catch (thrown) {
    return left([`Cannot read the plan ${file}: ${reasonOf(thrown)}`]);
  }
};
