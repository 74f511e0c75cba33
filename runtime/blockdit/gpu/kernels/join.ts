import type { Kind } from "../cache.ts";
import type { Program } from "../program.ts";

/** Some tokens of each row among quads; `at` is the column where the part begins. */
export interface Piece {
  readonly n: number;
  readonly at: number;
}

const reading = (name: string, from: string, { at }: Piece, column: string): string => `
    const i${name} = key - ${from};
    const q${name} = Math.floor(i${name} / 4);
    out = ${name}[this.thread.z * this.constants.Q${name} + q${name}][${at} + ${column}][i${name} - 4 * q${name}];`;

/**
 * Cached keys or values and those of this call, side by side: `[keys, width, rows]`, values `[width, keys, rows]`.
 *
 * For devices; where arrays are on the host, they are put together there.
 */
export const join = (kind: Kind, width: number, rows: number, past: number, pieces: readonly Piece[]): Program => {
  const [key, column] = kind === "keys" ? ["this.thread.x", "this.thread.y"] : ["this.thread.y", "this.thread.x"];
  const names = ["a", "b"].slice(0, pieces.length);
  const begins = pieces.map((_, i) => past + pieces.slice(0, i).reduce((sum, { n }) => sum + n, 0));
  const keys = past + pieces.reduce((sum, { n }) => sum + n, 0);
  const read = pieces.map((piece, i) =>
    `if (key >= ${begins[i]} && key < ${begins[i]! + piece.n}) {${reading(names[i]!, `${begins[i]}`, piece, column)}
  }`
  );
  return {
    source: `function (${[...(past > 0 ? ["past"] : []), ...names].join(", ")}) {
  const key = ${key};
  let out = 0;
  ${past > 0 ? `if (key < ${past}) { out = past[this.thread.z][this.thread.y][this.thread.x]; }` : ""}
  ${read.join("\n  ")}
  return out;
}`,
    threads: kind === "keys" ? [keys, width, rows] : [width, keys, rows],
    lanes: 1,
    constants: Object.fromEntries(pieces.map(({ n }, i) => [`Q${names[i]}`, n / 4])),
  };
};
