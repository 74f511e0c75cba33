import { LIMIT } from "../../../dsl/expression/arithmetic.ts";

/** What is emitted: the formula's number, or the margin of its decisions. */
export type Target = "number" | "margin";

/** A number as source text. */
export const literal = (x: number): string => {
  const text = Number.isInteger(x) && Math.abs(x) < 1e6 ? x.toFixed(1) : String(x);
  return x < 0 ? `(${text})` : text;
};

/** The number within what float32 holds. */
export const limited = (x: string): string => `Math.min(${LIMIT}, Math.max(-${LIMIT}, ${x}))`;

/** Statements in the making: variables with names of their own, and the margin of what decides. */
export class Writer {
  readonly statements: string[] = [];
  decides = false;
  readonly target: Target;
  #count = 0;

  constructor(target: Target) {
    this.target = target;
  }

  /** A name that nothing else has. */
  name(): string {
    return `t${this.#count++}`;
  }

  /** A new variable. */
  let(value: string, into: string[]): string {
    const name = this.name();
    into.push(`let ${name} = ${value};`);
    return name;
  }

  /** Keeps the distance of a rough number to where the result jumps, in units of its band. */
  guard(rough: boolean, distance: string, size: string, into: string[]): void {
    if (!rough) { return; }
    this.decides = true;
    if (this.target === "margin") {
      into.push(`margin = Math.min(margin, (${distance}) / (this.constants.score * (1 + ${size})));`);
    }
  }
}
