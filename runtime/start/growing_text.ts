import { wrap } from "../cli/layout.ts";
import { styled, type Terminal } from "../cli/terminal.ts";
import type { Event } from "../trace.ts";

/** The first row of a run as it grows: what is final, and the block at work behind it. */
export interface GrowingText {
  readonly final: string;
  /** Tokens of it. */ readonly tokens: number;
  readonly atWork: string;
  readonly ended: boolean;
}

/** Nothing yet. */
export const noText: GrowingText = { final: "", tokens: 0, atWork: "", ended: false };

/** A text that begins like a line has the end of the line before it: nothing to show. */
const begun = (text: string): string => text.replace(/^\n/, "");

/** The text after an event. */
export const grown = (text: GrowingText, event: Event, decode: (tokens: readonly number[]) => string): GrowingText => {
  if (event._tag === "Committed" && event.row === 0) {
    const tokens = text.tokens + event.tokens.length;
    return { ...text, final: begun(text.final + decode(event.tokens)), tokens, atWork: "" };
  }
  if (event._tag === "Ended") { return { ...text, atWork: "", ended: true }; }
  const step = event._tag === "Step" ? event.rows.find((row) => row.row === 0) : undefined;
  return step === undefined || step.start < text.tokens ? text : {
    ...text,
    atWork: text.tokens === 0 ? begun(decode(step.canvas)) : decode(step.canvas),
  };
};

/** Lines that nothing can change any more. */
export const finalLines = ({ final, ended }: GrowingText, width: number): readonly string[] => {
  const lines = wrap(final, width);
  return ended ? lines : lines.slice(0, -1);
};

/** A line, and how many characters of it are seen. */
export interface Painted {
  readonly text: string;
  readonly visible: number;
}

/** All lines, the block at work dimmed; line ends inside of it are not known yet and shown as blanks. */
export const paintedLines = ({ final, atWork }: GrowingText, width: number, terminal: Terminal): readonly Painted[] => {
  const text = final + atWork.replaceAll("\n", " ");
  let start = 0;
  return wrap(text, width).map((line) => {
    const sure = Math.min(line.length, Math.max(0, final.length - start));
    start += line.length;
    // The blank or line end that a break stands for.
    if (text[start] === " " || text[start] === "\n") { start++; }
    return { text: line.slice(0, sure) + styled(terminal, "dim", line.slice(sure)), visible: line.length };
  });
};
