import type { Film } from "../film.ts";
import { safe } from "../markup.ts";
import { meanings, type Theme } from "../palette.ts";
import { filmSection } from "./film_section.ts";
import { pageScript } from "./script.ts";
import { pageStyle } from "./style.ts";

/** How a page of films looks. */
export interface HtmlOptions {
  /** The heading; the films' titles by default. */ readonly title?: string;
  /** `auto` by default: light or dark as the reader's system is. */ readonly theme?: Theme;
}

/** Nothing is fetched, whatever a text says: the page allows its own style and script alone. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

const legend = meanings.map(([kind, means]) => `<li><b class="${kind}"></b>${means}</li>`).join("");

const controls = `<div class="scrub" id="controls" hidden>
<button type="button" id="back" aria-label="One step back">◀</button>
<button type="button" id="play">Play</button>
<button type="button" id="forward" aria-label="One step on">▶</button>
<input type="range" id="moment" min="0" step="1" aria-label="Step"><output id="count" for="moment"></output>
</div>`;

/**
 * Films as one HTML page that needs nothing else: a scrubber over all of them, reasons where the pointer rests or the
 * arrow keys go, light and dark, grids that can be read without scripts and printed. It asks for nothing from elsewhere.
 *
 * Every text is escaped, and the page's script reads markup alone. The same films give the same bytes.
 *
 * @param films One for each row of a run, or several runs to compare: the first and the last moments of all meet.
 */
export function timelineHtml(films: readonly Film[], options: HtmlOptions = {}): string {
  const title = options.title ?? [...new Set(films.map((film) => film.title))].join(" · ");
  const headings = films.length > 1 || films.some((film) => film.title !== title);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="data:,"><title>${safe(title)}</title>
<style>${pageStyle(options.theme ?? "auto")}</style></head>
<body><header><h1>${safe(title)}</h1></header>
<main>${films.map((film) => filmSection(film, headings)).join("\n")}</main>
<footer>${controls}<p id="why" aria-live="polite">Point at a cell, or walk with the arrow keys, and read why it stands there.</p>
<ul class="legend">${legend}</ul></footer>
<script>${pageScript}</script></body></html>
`;
}
