import type { Film } from "../film.ts";
import { paneGrids } from "../pane_rows.ts";
import type { Theme } from "../palette.ts";
import { animatedFilm } from "./animated.ts";
import { type Drawing, heading, legend, stacked, wholeSvg } from "./frame.ts";
import { drawGrid, flowed } from "./grid.ts";

/** How a timeline is drawn. */
export interface SvgOptions {
  /** One picture that plays, instead of a row for each step; false by default. */ readonly animated?: boolean;
  /** Seconds of a step while it plays; 0.6 by default, less for runs of so many steps that they would last over 40 s. */
  readonly seconds?: number;
  /** Pixels that grids may take side by side; 900 by default. A wider grid stays whole. */ readonly width?: number;
  /** `auto` by default: light or dark as the reader's system is. */ readonly theme?: Theme;
  /** False leaves the title and its facts out; they stay for those who cannot see the picture. */
  readonly heading?: boolean;
  /** False leaves out what the colours mean. */ readonly legend?: boolean;
}

const GRID_GAP = 18;
const FILM_GAP = 28;

const staticFilm = (film: Film, width: number): Drawing =>
  flowed(paneGrids(film).map((grid) => drawGrid(grid, film.sign)), width, GRID_GAP);

/**
 * Films as one SVG that needs nothing else: a row a step, a column a position, coloured by what the step did; each
 * cell says why where the pointer rests. With `animated` it plays, by style sheet alone; a reader who asked for less
 * motion sees the end.
 *
 * Every text is escaped. The same films give the same bytes.
 *
 * @param films One for each row of a run, or several runs to compare; drawn one below the other.
 */
export function timelineSvg(films: readonly Film[], options: SvgOptions = {}): string {
  const { animated = false, width = 900, theme = "auto" } = options;
  const plays = films.map((film, i) => animated ? animatedFilm(film, i, width, options.seconds) : null);
  const drawings = films.map((film, i): Drawing => {
    const body = plays[i] ?? staticFilm(film, width);
    return options.heading === false ? body : stacked([heading(film), body], 8);
  });
  const all = stacked(drawings, FILM_GAP);
  const whole = options.legend === false ? all : stacked([all, legend(Math.max(300, all.width))], 14);
  return wholeSvg(whole, {
    title: films.map(({ title }) => title).join("; "),
    description: films.map(describe).join(" "),
    theme,
    ...(animated ? { rules: (id) => plays.map((play) => play!.rules(id)).join("\n") } : {}),
  });
}

/** A film in a sentence. */
const describe = ({ title, moments, sign }: Film): string => {
  const last = moments.at(-1);
  const end = last === undefined ? "" : ` Its last block reads ${last.cells.map(({ token }) => sign(token)).join("")}.`;
  return `${title}: ${moments.length} steps, what each did to every position.${end}`;
};
