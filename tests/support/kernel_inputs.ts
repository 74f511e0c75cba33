import { type Leaf, leaf, type Shape } from "../../runtime/graph/value.ts";

/** A small seeded generator of numbers in [0, 1), multiples of 2^-24 (mulberry32). */
export const uniforms = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 8) / 2 ** 24;
  };
};

/** Random leaves of a shape. */
export interface Inputs {
  readonly next: () => number;
  readonly shape: Shape;
  /** A cell leaf from a function of the cell. */ readonly cell: (f: (cell: number) => number) => Leaf;
  /** Raw logits: of several spreads, some cells flat, certain, or with impossible tokens. */ readonly logits: () =>
    Leaf;
  /** Tokens `0 .. V-1`. */ readonly token: () => Leaf;
  /** Tokens, a third of them the mask `V`. */ readonly masked: () => Leaf;
  /** Uniform numbers. */ readonly u: () => Leaf;
  /** 0 or 1. */ readonly flag: (share: number) => Leaf;
  /** A number a row, at each of its cells. */ readonly row: (f: (row: number) => number) => Leaf;
}

const gaussian = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(next() + 2 ** -25)) * Math.cos(2 * Math.PI * next());

const cellOfLogits = (next: () => number, into: Float32Array): void => {
  const kind = Math.floor(next() * 8);
  const spread = [1, 3, 8, 20][Math.floor(next() * 4)] as number;
  const shift = next() < 0.2 ? 100 * gaussian(next) : 0;
  const certain = Math.floor(next() * into.length);
  for (let v = 0; v < into.length; v++) {
    if (kind === 0) { into[v] = shift; }
    else if (kind === 1) { into[v] = v === certain ? 0 : -1e6; }
    else { into[v] = kind === 2 && v !== certain && next() < 0.5 ? -1e6 : shift + spread * gaussian(next); }
  }
};

/** The generator of inputs for a shape; equal seeds give equal inputs. */
export const inputs = (shape: Shape, seed: number): Inputs => {
  const next = uniforms(seed);
  const { rows, positions, vocabulary } = shape;
  const cell = (f: (cell: number) => number): Leaf =>
    leaf("cell", Float64Array.from({ length: rows * positions }, (_, i) => f(i)));
  const row = (f: (row: number) => number): Leaf => {
    const values = Array.from({ length: rows }, (_, i) => f(i));
    return cell((i) => values[Math.floor(i / positions)] as number);
  };
  const token = (): number => Math.floor(next() * vocabulary);
  const logits = (): Leaf => {
    const data = new Float32Array(rows * positions * vocabulary);
    for (let i = 0; i < rows * positions; i++) {
      cellOfLogits(
        next,
        data.subarray(i * vocabulary, (i + 1) * vocabulary),
      );
    }
    return leaf("vocabulary", data);
  };
  return {
    next,
    shape,
    cell,
    row,
    logits,
    token: () => cell(token),
    masked: () => cell(() => (next() < 0.33 ? vocabulary : token())),
    u: () => cell(() => [0, 1 - 2 ** -24][Math.floor(next() * 40)] ?? next()),
    flag: (share) => cell(() => (next() < share ? 1 : 0)),
  };
};
