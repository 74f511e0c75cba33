import type { Cell } from "../../timeline/moment.ts";
import { columnsOf } from "../columns.ts";
import type { Film } from "../film.ts";
import { safe } from "../markup.ts";
import { CELL, drawCell, GAP, pixelsOf } from "./cell.ts";
import type { Drawing } from "./frame.ts";

/** A picture that plays: its drawing, and the rules that show each part in its time. */
export interface Play extends Drawing {
  readonly rules: (id: string) => string;
}

const CAPTION = 22;
const STEP_SECONDS = 0.6;
const LONGEST_SECONDS = 40;
/** How long the end is shown. */
const HOLD_SECONDS = 3;
/** Space between two lines of text. */
const LINE_GAP = 8;

/** Where a position stands. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const given = (token: number): Cell => ({
  token,
  kind: "given",
  changed: false,
  rejected: null,
  why: "given by the prompt",
});

/** Positions in lines of at most `most` pixels. */
const spotsOf = (film: Film, most: number): readonly Spot[] => {
  const rows = film.moments.map(({ start, cells }): readonly (Cell | null)[] => [...Array(start).fill(null), ...cells]);
  rows.push(film.prompt.map(given));
  let [x, y] = [0, CAPTION];
  return columnsOf(rows, film.sign).map(pixelsOf).map((width) => {
    if (x > 0 && x + width > most) { [x, y] = [0, y + CELL + LINE_GAP]; }
    const spot = { x, y, width };
    x += width + GAP;
    return spot;
  });
};

/** Moment `at` is seen until the next one over the same positions, or to the end. */
const lastOf = ({ moments }: Film, at: number): number => {
  const { start } = moments[at]!;
  const next = moments.findIndex((moment, i) => i > at && moment.start === start);
  return next < 0 ? moments.length : next;
};

const drawCells = (cells: readonly Cell[], spots: readonly Spot[], sign: Film["sign"]): string =>
  cells.map((cell, i) => drawCell(cell, sign, spots[i]!.x, spots[i]!.y, spots[i]!.width)).join("");

const drawMoment = (film: Film, at: number, index: number, spots: readonly Spot[]): string => {
  const { start, cells, label } = film.moments[at]!;
  const caption = `<text class="small" y="12">${safe(captionOf(label, start, cells.length))}</text>`;
  const name = `m${index}-${at}`;
  return `<g class="${name}">${
    drawCells(cells, spots.slice(start), film.sign)
  }</g><g class="${name}-words">${caption}</g>`;
};

const captionOf = (label: string, start: number, size: number): string =>
  `positions ${start} to ${start + size - 1}: ${/^\d/.test(label) ? `update ${label}` : label}`;

/** Rules that show `name` from one moment to another, over and over; times are shares of a round. */
const shown = (id: string, name: string, from: number, to: number, seconds: number): string => {
  const share = (time: number): string => `${+(100 * time).toFixed(3)}%`;
  const frames = `${from === 0 ? "" : "0%{visibility:hidden}"}${share(from)}{visibility:visible}` +
    (to >= 1 ? "100%{visibility:visible}" : `${share(to)},100%{visibility:hidden}`);
  return `@keyframes ${id}-${name}{${frames}}\n.${id} .${name}{visibility:hidden;animation:${id}-${name} ${seconds}s step-end infinite}`;
};

/** Those who asked for less motion see the end. */
const still = (id: string, names: readonly string[]): string =>
  `@media (prefers-reduced-motion:reduce){.${id} g{animation:none!important}${
    names.map((name) => `.${id} .${name}`).join(",")
  }{visibility:visible}}`;

const rulesOf = (film: Film, index: number, seconds: number) => (id: string): string => {
  const count = film.moments.length;
  const step = Math.min(seconds, LONGEST_SECONDS / Math.max(1, count));
  const round = +(count * step + HOLD_SECONDS).toFixed(3);
  const time = (moment: number): number => moment >= count ? 1 : moment * step / round;
  const rules = film.moments.flatMap((_, at) => [
    shown(id, `m${index}-${at}`, time(at), time(lastOf(film, at)), round),
    shown(id, `m${index}-${at}-words`, time(at), time(at + 1), round),
  ]);
  const last = film.moments.flatMap((_, at) => lastOf(film, at) >= count ? [`m${index}-${at}`] : []);
  return [...rules, still(id, last)].join("\n");
};

/** A film that plays: the text as it grows, each block in its place. */
export const animatedFilm = (film: Film, index: number, most: number, seconds = STEP_SECONDS): Play => {
  const spots = spotsOf(film, most);
  const empty = spots.map(({ x, y, width }) =>
    `<rect x="${x + 1}" y="${y + 1}" width="${width - 2}" height="${CELL - 2}" rx="3"/>`
  );
  const prompt = drawCells(film.prompt.map(given), spots, film.sign);
  const moments = film.moments.map((_, at) => drawMoment(film, at, index, spots));
  return {
    width: Math.max(0, ...spots.map(({ x, width }) => x + width)),
    height: (spots.at(-1)?.y ?? 0) + CELL,
    markup: [`<g class="later">${empty.join("")}</g>`, prompt, ...moments].join("\n"),
    rules: rulesOf(film, index, seconds),
  };
};
