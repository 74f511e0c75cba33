import type { LessonResult, LessonRun } from "./lesson.ts";
import type { Setup, SideSetup } from "../setup.ts";
import type { SideState } from "../page/side_state.ts";

/** What of a side's state a check reads: as much as there is behind a finished run. */
export type Finished = Pick<SideState, "ready" | "outcome" | "moments">;

const runOf = (side: SideSetup, { ready, outcome, moments }: Finished): LessonRun | null => {
  if (ready === null || outcome === null) { return null; }
  const { tokens, nfe, bits } = outcome;
  return { side, symbols: ready.symbols, prompt: ready.prompt.length, tokens, nfe, bits, moments };
};

/** Two finished runs as a check wants them; null as long as one has not ended. */
export const resultOf = (setup: Setup, [left, right]: readonly [Finished, Finished]): LessonResult | null => {
  const runs = [runOf(setup.sides[0], left), runOf(setup.sides[1], right)] as const;
  return runs[0] === null || runs[1] === null ? null : { setup, runs: [runs[0], runs[1]] };
};
