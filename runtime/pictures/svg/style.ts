import { colourRules, type Theme } from "../palette.ts";

const font = "ui-monospace,DejaVu Sans Mono,Menlo,Consolas,monospace";

const fill = (kind: string): string =>
  `.blockgen-timeline .${kind} rect{fill:var(--${kind})}.blockgen-timeline .${kind} text{fill:var(--${kind}-ink)}`;

/** The style of a timeline: every rule is below its class, so that the picture can stand inside a page. */
export const styleOf = (theme: Theme, stripes: string): string =>
  [
    colourRules(".blockgen-timeline", theme),
    `.blockgen-timeline{background:var(--page)}`,
    `.blockgen-timeline text{font:13px ${font};fill:var(--ink);white-space:pre}`,
    `.blockgen-timeline .cell text{text-anchor:middle}`,
    `.blockgen-timeline .small{font-size:11px;fill:var(--faint)}`,
    `.blockgen-timeline .title{font:600 16px system-ui,sans-serif}`,
    `.blockgen-timeline .words{font:12px system-ui,sans-serif;fill:var(--faint)}`,
    `.blockgen-timeline .end{text-anchor:end}.blockgen-timeline .middle{text-anchor:middle}`,
    ...["given", "drafted", "kept", "committed", "renoised"].map(fill),
    `.blockgen-timeline .noise rect{fill:url(#${stripes})}.blockgen-timeline .noise text{fill:var(--noise-ink)}`,
    `.blockgen-timeline .rejected rect{fill:var(--rejected)}.blockgen-timeline .rejected text{fill:var(--renoised-ink)}`,
    `.blockgen-timeline .kept rect{stroke:var(--line)}`,
    `.blockgen-timeline .drafted.changed rect{stroke:var(--drafted-edge);stroke-width:2}`,
    `.blockgen-timeline .renoised rect{stroke:var(--renoised-edge);stroke-width:2;stroke-dasharray:4 2}`,
    `.blockgen-timeline .changed text{font-weight:700}`,
    `.blockgen-timeline .struck{text-decoration:line-through}`,
    `.blockgen-timeline .later rect{fill:none;stroke:var(--line)}`,
  ].join("\n");

/** The stripes of noise, as a definition with this id. */
export const stripesOf = (id: string): string =>
  `<defs><pattern id="${id}" class="stripes" width="6" height="6" patternUnits="userSpaceOnUse" ` +
  `patternTransform="rotate(45)"><rect width="6" height="6" style="fill:var(--noise)"/>` +
  `<rect width="2" height="6" style="fill:var(--noise-stripe)"/></pattern></defs>`;
