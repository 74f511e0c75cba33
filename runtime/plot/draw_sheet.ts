import * as E from "fp-ts/lib/Either.js";
import type * as TE from "fp-ts/lib/TaskEither.js";
import { drawPanel } from "./draw_panel.ts";
import { escape } from "./escape.ts";
import { drawLegend, legendHeight } from "./legend.ts";
import { styleSheet } from "./palette.ts";
import { type Row, type Sheet, type Sizes, usualSizes } from "./sheet.ts";
import { loadTools, type PlotError, type Tools } from "./tools.ts";

const edge = 16;
const top = 66;
const rowTitle = 22;
const gap = 10;

/**
 * Draws a grid of line plots with bands as one SVG that needs nothing else: light and dark by the reader's preference, title
 * and description for those who cannot see it, the same bytes every time. Observable Plot draws the panels.
 *
 * Errors: `PackageMissing` where one of the optional packages `@observablehq/plot` and `linkedom` is not installed.
 */
export const drawSheet = (
  sheet: Sheet,
  load: TE.TaskEither<PlotError, Tools> = loadTools(),
): TE.TaskEither<PlotError, string> =>
async () => {
  const tools = await load();
  return E.isLeft(tools) ? tools : E.right(drawn(sheet, tools.right));
};

const drawn = (sheet: Sheet, tools: Tools): string => {
  const size = { ...usualSizes, ...sheet.size };
  const columns = Math.max(1, ...sheet.rows.map(({ panels }) => panels.length));
  const width = 2 * edge + columns * (size.width + gap) + size.legend;
  const offsets = sheet.rows.reduce<readonly number[]>(
    (ys, row) => [...ys, ys[ys.length - 1] + rowHeight(row, size)],
    [top],
  );
  const height = offsets[offsets.length - 1] + edge;
  const body = sheet.rows.map((row, i) => drawRow(tools, row, size, offsets[i]));
  return [opening(sheet, width, height), ...heads(sheet, size), ...body, "</svg>", ""].join("\n");
};

const rowHeight = (row: Row, { height }: Sizes): number => rowTitle + Math.max(height, legendHeight(row)) + gap;

const opening = ({ title, description }: Sheet, width: number, height: number): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `class="sheet" role="img" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="10" ` +
    `fill="currentColor" text-anchor="middle">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape(description)}</desc>`,
    `<style>${styleSheet}</style>`,
    `<rect width="${width}" height="${height}" fill="var(--paper)"/>`,
  ].join("\n");

const heads = ({ title, columns }: Sheet, { width }: Sizes): readonly string[] => [
  `<text x="${edge}" y="28" text-anchor="start" font-size="16" font-weight="600">${escape(title)}</text>`,
  ...columns.map((head, i) =>
    `<text x="${edge + i * (width + gap) + width / 2}" y="54" font-size="12" font-weight="600">${escape(head)}</text>`
  ),
];

const drawRow = (tools: Tools, row: Row, size: Sizes, y: number): string => {
  const panels = row.panels.map((panel, i) =>
    `<g transform="translate(${edge + i * (size.width + gap)},${y + rowTitle})">${drawPanel(tools, panel, size)}</g>`
  );
  const right = edge + row.panels.length * (size.width + gap);
  return [
    `<text x="${edge}" y="${y + 12}" text-anchor="start" font-size="12" font-style="italic">${
      escape(row.title)
    }</text>`,
    ...panels,
    `<g transform="translate(${right},${y + rowTitle + gap})">${drawLegend(row)}</g>`,
  ].join("\n");
};
