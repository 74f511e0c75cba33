import type { Ability } from "./abilities.ts";
import type { Body, Node } from "./node.ts";
import type { Slots } from "./slots.ts";

/** Key of the ghost, exported so that the docs can name it; absent at run time. */
export declare const ghost: unique symbol;

/** Nodes, the slots `S` that they leave filled, the abilities `C` that they need. */
export interface Program<out S = unknown, out C = unknown> {
  /** First to last. */ readonly nodes: Body;
  /** For the compiler only. */ readonly [ghost]: { readonly slots: S; readonly needs: C };
}

/** A finished sampler: it starts before a block and ends before a block. */
export type Sampler<C = unknown> = Program<{ readonly block: "open" }, C>;

/** `S` without what was spent, with what was put, flattened (by `infer`) so that editors show it plainly. */
export type Write<S, Put, Spend> = {
  readonly [K in Exclude<keyof S, Spend> | keyof Put]: K extends keyof Put ? Put[K] : K extends keyof S ? S[K] : never;
} extends infer O ? { readonly [K in keyof O]: O[K] } : never;

/** One sentence per unmet want; never when all are met, and never for what an earlier error left as `unknown`. */
export type Complaint<P, Want, Name extends string> = P extends Program<infer S, unknown> ? {
    [K in keyof Want & string]: K extends keyof S ? S[K] extends Want[K] ? never
      : `${Name} reads ${Want[K] extends "open" ? "an" : "a"} ${Want[K] & string} ${K}, and here it is ${S[K] & string}`
      : `${Name} reads ${K}, which no earlier stage has left`;
  }[keyof Want & string]
  : never;

/** Nothing when there is no complaint; otherwise a type that only the sentence itself fits, so that the error ends in it. */
export type Guard<Why> = [Why] extends [never] ? unknown : Why;

/** The program that follows; `unknown` stays `unknown`, so that one mistake is one error. */
export type After<P, Put, Spend, Add> = P extends Program<infer S, infer C> ? Program<Write<S, Put, Spend>, C | Add>
  : unknown;

/** From program to program, for `pipe`: reads `Want`, leaves `Put`, spends `Spend`, needs `Add`. */
export type Stage<Want, Put, Spend, Name extends string, Add = never> = <P>(
  before: P & Guard<Complaint<P, Want, Name>>,
) => After<P, Put, Spend, Add>;

/** A program with a noisy block, what a step starts from. */
export type Noisy = Program<{ readonly block: "noisy" }, never>;

/** The abilities that a program needs. */
export type Needs<P> = P extends Program<unknown, infer C> ? C : never;

/** The slots of the given names. */
export type Have<K extends keyof Slots> = { readonly [Name in K]: Slots[Name] };

/** Asserts a ghost; the only function that does. */
export const program = <S, C = never>(nodes: Body): Program<S, C> => ({ nodes }) as unknown as Program<S, C>;

/** One node as a stage that appends it. */
export const stage = <Want, Put, Spend, Name extends string, Add extends Ability = never>(
  node: Node,
): Stage<Want, Put, Spend, Name, Add> =>
  ((before: Program) => program([...before.nodes, node])) as unknown as Stage<Want, Put, Spend, Name, Add>;

/** The nodes that a step leaves when it starts from nothing; throws where the types were bypassed and it is no step. */
export const bodyOf = (step: (start: never) => unknown): Body => {
  if (typeof step !== "function") {
    throw new TypeError(
      "a step must be a function: begin with flow(from.noisy, ...)",
    );
  }
  return (step as (start: Program) => Program)(program([])).nodes;
};

/** The nodes of a program; throws where the types were bypassed and it is none, mostly a `flow` that has begun with nothing. */
export const nodesOf = (of: unknown, place: string): Body => {
  const nodes = (of as Partial<Program> | null | undefined)?.nodes;
  if (!Array.isArray(nodes)) { throw new TypeError(`${place} must be a program: begin with pipe(open, ...)`); }
  return nodes;
};

/** Before a block: where the body of `blocks` starts. */
export const open: Program<{ readonly block: "open" }, never> = program([]);

const anchor = <P>() => (start: P): P => start;

/**
 * Anchors a reusable piece, `flow(from.noisy, predict(), ...)`: a bare `flow` has no slots to infer from.
 *
 * In the middle of a pipeline an anchored piece goes into `fragment(...)` or `named(...)`, which keep what came before it.
 */
export const from = {
  open: anchor<Program<{ readonly block: "open" }, never>>(),
  noisy: anchor<Noisy>(),
  predicted: anchor<Program<{ readonly block: "noisy"; readonly dist: "x0" }, never>>(),
  draft: anchor<Program<{ readonly block: "noisy"; readonly dist: "x0"; readonly draft: "tokens" }, never>>(),
  verified: anchor<
    Program<{ readonly block: "noisy"; readonly dist: "x0"; readonly draft: "tokens"; readonly ar: "x0" }, never>
  >(),
  clean: anchor<Program<{ readonly block: "clean" }, never>>(),
} as const;
