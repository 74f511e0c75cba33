import type { Moment } from "../../../runtime/timeline/moment.ts";
import { type Facts, timelineOf } from "../../../runtime/timeline/timeline.ts";
import type { Happening, Ready } from "../engine/job.ts";
import { quoted } from "./symbol.ts";

/** Cells of one run that are kept for the grid; a longer run goes on, its later steps are not drawn. */
const MOST_CELLS = 400_000;

/** Turns the events of a run into moments, as they come. */
export interface Recorder {
  readonly add: (events: readonly Happening[]) => void;
  /** The moments so far; the same array if nothing came since. */ readonly moments: () => readonly Moment[];
  /** Were there more than are kept? */ readonly cut: () => boolean;
}

const startsBlock = (event: Happening): boolean => event._tag === "Stage" && event.stage === "Noise";

const factsOf = ({ symbols, prompt }: Ready): Facts => ({
  prompt: prompt.length,
  quote: (token) => quoted(symbols, token),
  isMask: (token) => token >= symbols.length,
});

/** Builds one. Blocks are independent, so that only the events of the present one are read again. */
export const recorder = (ready: Ready): Recorder => {
  const facts = factsOf(ready);
  let settled: readonly Moment[] = [];
  let present: Happening[] = [];
  let known: readonly Moment[] | null = [];
  let cells = 0;
  const close = (): void => {
    settled = [...settled, ...timelineOf(present, facts)];
    present = [];
  };
  const add = (events: readonly Happening[]): void => {
    for (const event of events) {
      if (cells > MOST_CELLS) { return; }
      if (startsBlock(event)) { close(); }
      if (event._tag === "Step") { cells += event.rows[0]?.canvas.length ?? 0; }
      present.push(event);
    }
    known = null;
  };
  const moments = (): readonly Moment[] => known ??= [...settled, ...timelineOf(present, facts)];
  return { add, moments, cut: () => cells > MOST_CELLS };
};
