import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runTypeScript } from "../process.ts";
import { placesIn, skipsIn } from "./places.ts";
import { complaintsAbout } from "./source_check.ts";
import { judge, type Verdict } from "./verdict.ts";

/** A verdict with what there is to tell about it. */
export interface FileResult extends Verdict {
  readonly file: string;
  readonly seconds: number;
  readonly output: string;
  readonly places: readonly string[];
  readonly skips: readonly string[];
}

/** Runs one test file in a process of its own, for at most `limit` seconds. */
export const runFile = async (root: string, file: string, limit: number): Promise<FileResult> => {
  const complaints = complaintsAbout(readFileSync(join(root, file), "utf8"));
  const ended = await runTypeScript(join(root, file), [], {
    cwd: root,
    seconds: limit,
    env: { NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  return {
    ...judge(ended, limit, complaints),
    file,
    seconds: ended.seconds,
    output: ended.output,
    places: placesIn(ended.stdout),
    skips: skipsIn(ended.stdout),
  };
};
