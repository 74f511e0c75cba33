import { escape } from "./escape.ts";
import { colourOf } from "./palette.ts";
import type { Line, Row } from "./sheet.ts";

const lineHeight = 13;

/** Every line of a row once, whichever panels it is in. */
export const entriesOf = (row: Row): readonly Line[] =>
  [
    ...new Map(row.panels.flatMap(({ lines }) => lines).map((line) => [keyOf(line), line])).values(),
  ].sort((a, b) => a.colour - b.colour || Number(a.dashed ?? false) - Number(b.dashed ?? false));

const keyOf = ({ names, colour, dashed = false }: Line): string => JSON.stringify([names, colour, dashed]);

/** Pixels that the legend of a row needs. */
export const legendHeight = (row: Row): number =>
  entriesOf(row).reduce((sum, { names }) => sum + names.length * lineHeight + 4, 0);

/** Colour, dashes and names of every line of a row, one below the other from (0, 0). */
export const drawLegend = (row: Row): string => {
  let y = 0;
  return entriesOf(row).map(({ names, colour, dashed = false }) => {
    const paint = colourOf(colour);
    const dash = dashed ? ' stroke-dasharray="4 3"' : "";
    const middle = y + lineHeight / 2;
    const texts = names.map((name, i) => `<text x="30" y="${middle + i * lineHeight + 3.5}">${escape(name)}</text>`);
    y += names.length * lineHeight + 4;
    return `<g text-anchor="start"><line x1="0" x2="24" y1="${middle}" y2="${middle}" stroke="${paint}" stroke-width="1.6"${dash}/>` +
      `<circle cx="12" cy="${middle}" r="2.4" stroke="${paint}" stroke-width="1.4" fill="${
        dashed ? "var(--paper)" : paint
      }"/>${texts.join("")}</g>`;
  }).join("");
};
