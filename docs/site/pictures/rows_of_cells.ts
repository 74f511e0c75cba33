/** A position in a picture: what stands there, and what it is. */
export interface Box {
  readonly text: string;
  readonly kind: "token" | "noise" | "marked" | "yes" | "no";
  /** Height of a bar above it, 0 to 1. */ readonly bar?: number;
}

/** Boxes behind a label. */
export interface BoxRow {
  readonly label: string;
  readonly boxes: readonly Box[];
}

const size = 24;
const barHeight = 44;

const light =
  "--ink:#1b2130;--faint:#596074;--paper:#ffffff;--token:#eef0f4;--noise:#d9d4c4;--marked:#ffc98f;--edge:#c75a00;" +
  "--yes:#bfe3c4;--no:#f1efe9;--bar:#0a55a8";
const dark =
  "--ink:#e8ebf2;--faint:#a3abbd;--paper:#161a22;--token:#2a3140;--noise:#4a4636;--marked:#80420a;--edge:#ff9d45;" +
  "--yes:#1f5c30;--no:#20252f;--bar:#8dc0ff";

const style = `.boxes{color:var(--ink);${light}}
@media (prefers-color-scheme:dark){.boxes{${dark}}}
.boxes text{fill:var(--ink);font:13px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.boxes .label{font:13px system-ui,sans-serif;fill:var(--faint)}
.boxes .marked rect{stroke:var(--edge);stroke-width:1.5}`;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => entities[c]!);
const shown = (text: string): string => escape(text === " " ? "␣" : text === "\n" ? "↵" : text);

const drawBox = ({ text, kind, bar }: Box, x: number, y: number): string => {
  const tall = bar === undefined ? 0 : Math.max(1, bar * (barHeight - 6));
  const above = bar === undefined
    ? ""
    : `<rect x="${x + 4}" y="${(y - tall - 3).toFixed(1)}" width="${size - 8}" height="${
      tall.toFixed(1)
    }" fill="var(--bar)"/>`;
  return `<g class="${kind}">${above}<rect x="${x + 1}" y="${y + 1}" width="${size - 2}" height="${
    size - 2
  }" rx="3" fill="var(--${kind})"/><text x="${x + size / 2}" y="${y + 16.5}" text-anchor="middle">${
    shown(text)
  }</text></g>`;
};

/** Labelled rows of boxes as SVG for both schemes; pixels. */
export const rowsOfCells = (title: string, rows: readonly BoxRow[]): string => {
  const left = 12 + 7 * Math.max(0, ...rows.map(({ label }) => label.length));
  const heights = rows.map(({ boxes }) => size + 4 + (boxes.some(({ bar }) => bar !== undefined) ? barHeight : 0));
  const tops = heights.map((_, i) => 8 + heights.slice(0, i).reduce((sum, height) => sum + height, 0));
  const width = left + size * Math.max(0, ...rows.map(({ boxes }) => boxes.length)) + 8;
  const height = 12 + heights.reduce((sum, one) => sum + one, 0);
  const body = rows.map(({ label, boxes }, i) => {
    const y = tops[i]! + heights[i]! - size - 4;
    const text = `<text class="label" x="8" y="${y + 16.5}">${escape(label)}</text>`;
    return text + boxes.map((box, k) => drawBox(box, left + k * size, y)).join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="boxes" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${height}" fill="var(--paper)"/>`,
    ...body,
    "</svg>",
    "",
  ].join("\n");
};
