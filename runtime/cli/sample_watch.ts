import { setTimeout as wait } from "node:timers/promises";
import { type Film, type FilmFacts, filmOf, momentLine, terminalFrame } from "../pictures/mod.ts";
import type { Event } from "../trace.ts";
import type { Terminal } from "./terminal.ts";

/** Shows a run while it happens. */
export interface Watcher {
  /** Takes an event and shows what is new; waits, so that eyes can follow. */
  readonly see: (event: Event) => Promise<void>;
  /** Leaves the last drawing as it is. */ readonly end: () => void;
}

/** What to show. */
export interface WatchWish {
  readonly facts: FilmFacts;
  /** Milliseconds of a moment, where lines can be drawn over. */ readonly pace: number;
  readonly signal: AbortSignal;
}

/** Events that add a moment to the first row; a block of one token is one moment, told when it is committed. */
const telling = (event: Event): boolean => {
  if (event._tag === "Committed") { return event.row === 0; }
  if (event._tag === "Stage" && event.stage !== "Noise") { return false; }
  if (event._tag !== "Stage" && event._tag !== "Step") { return false; }
  return event.rows.some(({ row, canvas }: { row: number; canvas: readonly number[] }) =>
    row === 0 && canvas.length > 1
  );
};

/** Draws over what was drawn before: `lines` lines up, each line cleared to its end, then what is left below. */
const drawOver = (lines: number, frame: readonly string[]): string => {
  const up = lines === 0 ? "" : `\u001b[${lines}A\r`;
  return `${up}${frame.map((line) => `${line}\u001b[K\n`).join("")}\u001b[J`;
};

/**
 * Watches the first row of a run, on stderr. Where lines can be drawn over, a moment replaces the one before; in a pipe
 * or a file each is a line. The cursor always rests below the drawing and is never hidden, so that nothing has to be
 * put right however the process ends.
 */
export const watcher = (terminal: Terminal, { facts, pace, signal }: WatchWish): Watcher => {
  const events: Event[] = [];
  let told = 0;
  let drawn = 0;
  const draw = async (film: Film, at: number): Promise<void> => {
    if (!terminal.redraws) { return terminal.err(`${momentLine(film, at)}\n`); }
    const frame = terminalFrame(film, at, terminal);
    terminal.err(drawOver(drawn, frame));
    drawn = frame.length;
    await wait(pace, undefined, { signal }).catch(() => {});
  };
  return {
    see: async (event) => {
      events.push(event);
      if (!telling(event) || signal.aborted) { return; }
      const film = filmOf(events, 0, facts);
      for (; told < film.moments.length && !signal.aborted; told++) { await draw(film, told); }
    },
    end: () => terminal.err(drawn === 0 ? "" : "\n"),
  };
};
