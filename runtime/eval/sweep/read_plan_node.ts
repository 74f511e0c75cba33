import { type Either, left } from "fp-ts/lib/Either.js";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { reasonOf } from "../../thrown.ts";
import { readPlan, type SweepPlan } from "./plan.ts";

/** Why a plan could not be read: plain Node imports TypeScript from version 22.18 on. */
export const whyNotRead = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown && thrown.code === "ERR_UNKNOWN_FILE_EXTENSION"
    ? "this Node cannot import TypeScript; write the plan as .json or .mjs, or run blockgen under tsx or Deno"
    : reasonOf(thrown);

/** The plan of a file: JSON, or a module (`.ts`, `.js`) whose default export is one. Otherwise what is wrong, a sentence each. */
export const planInFile = async (file: string): Promise<Either<readonly string[], SweepPlan>> => {
  try {
    if (!/\.[mc]?[jt]s$/.test(file)) { return readPlan(JSON.parse(await readFile(file, "utf8"))); }
    const module = await import(pathToFileURL(resolve(file)).href) as { readonly default?: unknown };
    return readPlan(module.default);
  } catch (thrown) {
    return left([`Cannot read the plan ${file}: ${whyNotRead(thrown)}`]);
  }
};
