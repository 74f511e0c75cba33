import type { Cell } from "../../timeline/moment.ts";
import { sequenceAt } from "../../timeline/panes.ts";
import { percent } from "../../timeline/score_words.ts";
import { textIn } from "../columns.ts";
import type { Film } from "../film.ts";
import { safe } from "../markup.ts";
import { classOf, type PaneGrid, paneGrids, type PaneRow } from "../pane_rows.ts";

const EVERY = 5;

/** How many tokens of a prediction a reason names. */
const NAMED = 3;

/** A reason, and behind it what the model thought likeliest. */
const reason = ({ why, top, kind }: Cell, sign: Film["sign"]): string => {
  if (top === undefined || kind === "given" || kind === "committed") { return why; }
  const tokens = top.slice(0, NAMED).map(({ token, p }) => `“${sign(token)}” ${percent(p)}`);
  return tokens.length === 0 ? why : `${why}. Predicted: ${tokens.join(", ")}`;
};

const cellMarkup = (cell: Cell | null, position: number, sign: Film["sign"]): string => {
  if (cell === null) { return '<td class="empty"></td>'; }
  const { text, struck } = textIn(cell, sign);
  const shown = safe(text);
  const label = safe(`Position ${position}: ${reason(cell, sign)}`);
  return `<td class="${classOf(cell)}" tabindex="-1" data-p="${position}" aria-label="${label}">${
    struck ? `<s>${shown}</s>` : shown
  }</td>`;
};

const rowMarkup = (row: PaneRow, pane: PaneGrid, film: Film): string => {
  const cells = row.cells.map((cell, i) => cellMarkup(cell, pane.start + i, film.sign)).join("");
  const { start } = film.moments[row.at]!;
  return `<tr data-at="${row.at}" data-start="${start}"><th scope="row">${safe(row.label)}</th>${cells}</tr>`;
};

const gridMarkup = (pane: PaneGrid, film: Film): string => {
  const heads = Array.from({ length: pane.end - pane.start }, (_, i) => {
    const position = pane.start + i;
    const named = i === 0 || position % EVERY === 0;
    return named ? `<th scope="col">${position}</th>` : "<td></td>";
  });
  return `<div class="frame"><table aria-label="Positions ${pane.start} to ${pane.end - 1}">` +
    `<thead><tr><th scope="col">step</th>${heads.join("")}</tr></thead>\n<tbody>${
      pane.rows.map((row) => rowMarkup(row, pane, film)).join("\n")
    }</tbody></table></div>`;
};

/** The text at the end; blanks stand for blanks here. */
const textMarkup = (film: Film): string => {
  const cells = film.moments.length === 0 ? [] : sequenceAt(film.moments, film.moments.length - 1, film.prompt);
  return Array.from(cells, (cell: Cell | undefined) => {
    if (cell === undefined) { return '<span class="empty">\u2007</span>'; }
    return `<span class="${cell.kind}">${safe(film.sign(cell.token).replaceAll("␣", " ")) || "\u2007"}</span>`;
  }).join("");
};

/** A film as a part of a page: its text, then its grids. */
export const filmSection = (film: Film, heading: boolean): string =>
  `<section>${heading ? `<h2>${safe(film.title)}</h2>` : ""}` +
  (film.facts.length === 0 ? "" : `<p class="facts">${film.facts.map(safe).join(" · ")}</p>`) +
  `<p class="text">${textMarkup(film)}</p>\n<div class="grids">${
    paneGrids(film).map((pane) => gridMarkup(pane, film)).join("\n")
  }</div></section>`;
