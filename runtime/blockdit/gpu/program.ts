import type { Size } from "./tensor.ts";

/** How many cells a thread of a dense kernel leaves: four tokens at once where the backend can hand that on, else one. */
export type Form = "four" | "one";

/** A kernel for gpu.js at one shape. Sources are strings, so that no bundler rewrites them, put together from fragments. */
export interface Program {
  readonly source: string;
  /** Threads. */ readonly threads: Size;
  /** Numbers that a thread leaves. */ readonly lanes: 1 | 4;
  readonly constants: Readonly<Record<string, number>>;
}

/** What it leaves; the four numbers of a thread are innermost. */
export const sizeOf = ({ threads, lanes }: Program): Size =>
  lanes === 1 ? threads : [4, threads[0], threads[1] * threads[2]];

/** Programs with equal keys are the same. The sizes of what they read count: gpu.js compiles them in. */
export const keyOf = ({ source, threads, constants }: Program, reads: readonly Size[]): string =>
  `${threads}|${Object.values(constants)}|${reads.join(";")}|${source}`;

/** The lanes of a form: what their variables end in, and which of four tokens they are. */
export const lanesOf = (form: Form): readonly { readonly name: string; readonly token: string }[] =>
  form === "one"
    ? [{ name: "0", token: "this.thread.x" }]
    : [0, 1, 2, 3].map((lane) => ({ name: `${lane}`, token: `${lane}` }));

/** What the lanes return. */
export const returned = (form: Form): string => form === "one" ? "return s0;" : "return [s0, s1, s2, s3];";

/**
 * Declares `p<name> = e^x` for -87 <= x <= 87, clamped: a polynomial of x / 64, squared six times. Math.exp is an order slower on
 * WebAssembly; the relative error is about 1e-6.
 */
export const exponential = (name: string, x: string): string => `
  const t${name} = Math.max(-87, Math.min(87, ${x})) * 0.015625;
  let p${name} = 1 + t${name} * (1 + t${name} * (0.5 + t${name} * (0.16666667 + t${name} * (0.041666668 +
    t${name} * (0.008333334 + t${name} * (0.0013888889 + t${name} * 0.0001984127))))));
  ${`p${name} = p${name} * p${name}; `.repeat(6)}`;
