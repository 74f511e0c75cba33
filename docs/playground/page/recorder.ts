import type { Moment } from "../../../runtime/timeline/moment.ts";
import { type Facts, growingTimeline } from "../../../runtime/timeline/timeline.ts";
import type { Happening, Ready } from "../engine/job.ts";
import { quoted } from "./symbol.ts";

/** Cells of one run that are kept for the grid; a longer run goes on, its later steps are not drawn. */
const MOST_CELLS = 150_000;

/** Turns the events of a run into moments, as they come. */
export interface Recorder {
  readonly add: (events: readonly Happening[]) => void;
  readonly moments: () => readonly Moment[];
  /** Were there more than are kept? */ readonly isCut: () => boolean;
}

const factsOf = ({ symbols, prompt }: Ready): Facts => ({
  prompt: prompt.length,
  quote: (token) => quoted(symbols, token),
  isMask: (token) => token >= symbols.length,
});

/** Builds one. */
export const recorder = (ready: Ready): Recorder => {
  const timeline = growingTimeline(factsOf(ready));
  let cells = 0;
  const isCut = (): boolean => cells > MOST_CELLS;
  const add = (events: readonly Happening[]): void => {
    for (const event of events) {
      if (isCut()) { return; }
      if (event._tag === "Step") { cells += event.rows[0]?.canvas.length ?? 0; }
      timeline.add(event);
    }
  };
  return { add, moments: timeline.moments, isCut };
};
