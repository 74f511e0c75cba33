import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { inCi } from "../skip.ts";
import type { Kind } from "./find_files.ts";

/** What a run does: which files, how many at a time, how long each (seconds), and whether it must reach all places. */
export interface Settings {
  readonly root: string;
  readonly kind: Kind;
  readonly paths: readonly string[];
  readonly jobs: number;
  readonly limit: number;
  readonly everywhere: boolean;
}

const limits: Readonly<Record<Kind, number>> = { test: 240, long: 1800 };

/** Reads the command line; only a full run under `CI=true` (or `--everywhere`) must reach all places. */
export const settingsFrom = (args: readonly string[]): Settings => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      long: { type: "boolean", default: false },
      jobs: { type: "string", default: "2" },
      limit: { type: "string" },
      root: { type: "string", default: root },
      everywhere: { type: "boolean", default: false },
    },
  });
  const kind: Kind = values.long ? "long" : "test";
  const whole = positionals.length === 0;
  return {
    root: resolve(values.root),
    kind,
    paths: whole ? ["tests"] : positionals,
    jobs: Number(values.jobs),
    limit: Number(values.limit ?? limits[kind]),
    everywhere: values.everywhere || (inCi && whole && kind === "test"),
  };
};
