import type { Terminal } from "../cli/terminal.ts";
import { finalLines, type GrowingText, paintedLines } from "./growing_text.ts";
import { columnWidth, hasTwoColumns, joinColumns } from "./side_by_side.ts";

/** Shows two growing texts. */
export interface StageView {
  readonly show: (texts: readonly [GrowingText, GrowingText]) => void;
}

const up = (lines: number): string => lines === 0 ? "" : `\u001b[${lines}A`;
const eraseLine = "\u001b[2K";

/** On a terminal two columns that are drawn over; in a pipe their lines as they become final. */
export const stageView = (terminal: Terminal, length: number): StageView => {
  if (!hasTwoColumns(terminal)) { return stacked(terminal); }
  // Lines that have left the screen cannot be drawn over.
  const mostLines = 2 * Math.ceil(length / columnWidth(terminal)) + 2;
  return terminal.redraws && mostLines < terminal.height ? redrawn(terminal) : lineByLine(terminal);
};

const redrawn = (terminal: Terminal): StageView => {
  const width = columnWidth(terminal);
  let drawn = 0;
  return {
    show: ([left, right]) => {
      const [a, b] = [paintedLines(left, width, terminal), paintedLines(right, width, terminal)];
      const lines = Array.from(
        { length: Math.max(a.length, b.length, drawn) },
        (_, i) => joinColumns(a[i]?.text ?? "", a[i]?.visible ?? 0, b[i]?.text ?? "", width),
      );
      terminal.out(up(drawn) + lines.map((line) => `${eraseLine}${line}\n`).join(""));
      drawn = lines.length;
    },
  };
};

const lineByLine = (terminal: Terminal): StageView => {
  const width = columnWidth(terminal);
  let printed = 0;
  return {
    show: (texts) => {
      const [a, b] = [finalLines(texts[0], width), finalLines(texts[1], width)];
      const known = texts.every((text) => text.ended) ? Math.max(a.length, b.length) : Math.min(a.length, b.length);
      for (; printed < known; printed++) {
        const left = a[printed] ?? "";
        terminal.out(`${joinColumns(left, left.length, b[printed] ?? "", width)}\n`);
      }
    },
  };
};

/** No room for two columns: one text below the other, when both are there. */
const stacked = (terminal: Terminal): StageView => ({
  show: (texts) => {
    if (!texts.every((text) => text.ended)) { return; }
    texts.forEach((text, i) => {
      terminal.out(`${i === 0 ? "" : "---\n"}${finalLines(text, terminal.width).join("\n")}\n`);
    });
  },
});
