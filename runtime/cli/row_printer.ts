import type { Event } from "../trace.ts";
import type { Row } from "../rows.ts";
import { styled, type Terminal } from "./terminal.ts";

/** Prints one row as it becomes final: the prompt, then each block. */
export interface RowPrinter {
  readonly see: (event: Event) => void;
  /** Prints what no block brought: fixed text at the end. */ readonly end: (tokens: readonly number[]) => void;
  /** Ends the line of a text that will not be finished. */ readonly breakOff: () => void;
}

/** A printer of the row. */
export const rowPrinter = (row: Row, decode: (tokens: readonly number[]) => string, terminal: Terminal): RowPrinter => {
  const tokens = Array.from(row.tokens);
  let printed = row.prompt;
  let began = false;
  const printUpTo = (end: number): void => {
    terminal.out(decode(tokens.slice(printed, end)));
    printed = Math.max(printed, end);
  };
  return {
    see: (event) => {
      if (event._tag === "Started") {
        began = true;
        terminal.out(styled(terminal, "dim", decode(tokens.slice(0, row.prompt))));
      }
      if (event._tag !== "Committed" || event.row !== row.index) { return; }
      tokens.splice(event.start, event.tokens.length, ...event.tokens);
      printUpTo(event.start + event.tokens.length);
    },
    end: (final) => {
      tokens.splice(0, tokens.length, ...final);
      printUpTo(tokens.length);
      terminal.out("\n");
    },
    breakOff: () => terminal.out(began ? "\n" : ""),
  };
};
