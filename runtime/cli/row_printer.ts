import type { Tokenizer } from "../model.ts";
import type { Row } from "../rows.ts";
import { decodeStream } from "../tokenizers/decode_stream.ts";
import type { Event } from "../trace.ts";
import { styled, type Terminal } from "./terminal.ts";

/** Prints one row as it becomes final: the prompt, then each block. */
export interface RowPrinter {
  readonly see: (event: Event) => void;
  /** Prints what no block brought: fixed text at the end. */ readonly end: (tokens: readonly number[]) => void;
  /** Ends the line of a text that will not be finished. */ readonly breakOff: () => void;
}

/** A printer of the row; a character that spans tokens is printed when its last byte is there. */
export const rowPrinter = (row: Row, tokenizer: Tokenizer, terminal: Terminal): RowPrinter => {
  const text = decodeStream(tokenizer);
  const tokens = Array.from(row.tokens);
  let read = 0;
  let printed = 0;
  let began = false;
  const news = (all: string): string => {
    const more = all.slice(printed);
    printed = all.length;
    return more;
  };
  const upTo = (end: number): string => {
    let more = "";
    for (; read < end; read++) { more += news(text.push(tokens[read]!)); }
    return more;
  };
  return {
    see: (event) => {
      if (event._tag === "Started") {
        began = true;
        terminal.out(styled(terminal, "dim", upTo(row.prompt)));
      }
      if (event._tag !== "Committed" || event.row !== row.index) { return; }
      tokens.splice(event.start, event.tokens.length, ...event.tokens);
      terminal.out(upTo(event.start + event.tokens.length));
    },
    end: (final) => {
      tokens.splice(0, tokens.length, ...final);
      terminal.out(`${upTo(tokens.length)}${news(text.end())}\n`);
    },
    breakOff: () => terminal.out(began ? "\n" : ""),
  };
};
