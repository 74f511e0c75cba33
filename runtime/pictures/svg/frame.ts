import type { Film } from "../film.ts";
import { displayWidth } from "../display_width.ts";
import { safe } from "../markup.ts";
import { meanings, type Theme } from "../palette.ts";
import { CELL } from "./cell.ts";
import { stripesOf, styleOf } from "./style.ts";

/** Markup and the room that it takes, pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

/** Space around a picture. */
export const EDGE = 16;

/** Drawings one below the other. */
export const stacked = (drawings: readonly Drawing[], gap: number): Drawing => {
  let y = 0;
  const parts = drawings.map(({ markup, height }) => {
    const placed = `<g transform="translate(0,${y})">${markup}</g>`;
    y += height + gap;
    return placed;
  });
  return {
    width: Math.max(0, ...drawings.map(({ width }) => width)),
    height: Math.max(0, y - gap),
    markup: parts.join("\n"),
  };
};

/** Title and facts of a film. */
export const heading = ({ title, facts }: Film): Drawing => {
  const words = facts.join("  ·  ");
  return {
    width: Math.max(displayWidth(title) * 9.5, displayWidth(words) * 7),
    height: words === "" ? 24 : 42,
    markup: `<text class="title" y="16">${safe(title)}</text>` +
      (words === "" ? "" : `<text class="words" y="36">${safe(words)}</text>`),
  };
};

/** What each colour means, in as many lines as the width asks for. */
export const legend = (most: number): Drawing => {
  let x = 0;
  let y = 0;
  const parts = meanings.map(([kind, means]) => {
    const width = 26 + means.length * 6.6 + 14;
    if (x > 0 && x + width > most) {
      x = 0;
      y += CELL;
    }
    const marked = kind === "drafted" ? " changed" : "";
    const part = `<g class="cell ${kind}${marked}" transform="translate(${x},${y})">` +
      `<rect x="1" y="3" width="16" height="16" rx="3"/></g><text class="words" x="${x + 23}" y="${
        y + 15.5
      }">${means}</text>`;
    x += width;
    return part;
  });
  return { width: most, height: y + CELL, markup: parts.join("") };
};

/** A number that tells contents apart, so that two pictures in one page do not share names. */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) { hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193); }
  return (hash >>> 0).toString(36);
};

/** What of a whole picture is said besides its drawing. */
export interface Whole {
  readonly title: string;
  readonly description: string;
  readonly theme: Theme;
  /** Further style rules; `id` is unique to this picture. */ readonly rules?: (id: string) => string;
}

/** A drawing as a file of its own: colours, title and description for those who cannot see it, nothing from elsewhere. */
export const wholeSvg = ({ width, height, markup }: Drawing, { title, description, theme, rules }: Whole): string => {
  const id = `t${fingerprint(markup)}`;
  const [w, h] = [Math.ceil(width) + 2 * EDGE, Math.ceil(height) + 2 * EDGE];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="blockgen-timeline ${id}" viewBox="0 0 ${w} ${h}" width="${w}" ` +
    `height="${h}" role="img" aria-labelledby="${id}-title ${id}-words">`,
    `<title id="${id}-title">${safe(title)}</title>`,
    `<desc id="${id}-words">${safe(description)}</desc>`,
    `<style>${styleOf(theme, `${id}-stripes`)}${rules === undefined ? "" : `\n${rules(id)}`}</style>`,
    stripesOf(`${id}-stripes`),
    `<rect width="${w}" height="${h}" style="fill:var(--page)"/>`,
    `<g transform="translate(${EDGE},${EDGE})">${markup}</g>`,
    "</svg>",
    "",
  ].join("\n");
};
