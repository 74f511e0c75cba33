import type { Readable } from "../slots.ts";

/** Numbers that belong to a whole row (one sequence of the batch) at a step. */
export type StepVariable =
  /** Index of this update inside `denoise`, `repeat` or `until`, from 0. */ | "step"
  /** How many updates that loop makes: for this row in `denoise`, `times` in `repeat`, `atMost` in `until`. */ | "steps"
  /** Signal level now. */ | "alphaT"
  /** Signal level after this step. */ | "alphaS"
  /** Number of positions of the block. */ | "blockSize"
  /** Number of real tokens, `V`. */ | "vocabulary"
  /** Time in [0, 1], 1 = noise; only in schedules. */ | "t";

/** Numbers that each position of the block has, and the slot they are computed from. */
export interface Features {
  /** `-sum p ln p` of the prediction, nats. */ readonly "dist.entropy": "dist";
  /** Largest probability of the prediction. */ readonly "dist.confidence": "dist";
  /** Gap of the prediction's two largest probabilities. */ readonly "dist.margin": "dist";
  /** The most probable token (the lower one of a tie). */ readonly "dist.argmax": "dist";
  /** Probability of the token that stands on the canvas; 0 at a mask. */ readonly "dist.current": "dist";
  /** Probability of the draft's token under the prediction. */ readonly "draft.probability": "dist" | "draft";
  /** 1 where the draft differs from the canvas. */ readonly "draft.changed": "draft";
  /** `-ln p_ar(draft token)`, nats. */ readonly "ar.nll": "ar" | "draft";
  /** `max_v ln p_ar(v) - ln p_ar(draft token)`, nats. */ readonly "ar.gap": "ar" | "draft";
  /** Entropy of the AR prediction, nats. */ readonly "ar.entropy": "ar";
  /** `KL(ar || dist)`, with 1e-12 added inside the logarithms. */ readonly "divergence.kl": "ar" | "dist";
  /** `KL(dist || ar)`, likewise. */ readonly "divergence.reverseKl": "ar" | "dist";
  /** Half the L1 distance of the two. */ readonly "divergence.tv": "ar" | "dist";
  /** 1 at the chosen positions. */ readonly picked: "picked";
  /** 1 at a mask token. */ readonly masked: never;
  /** 1 where the caller fixed the token. */ readonly frozen: never;
  /** Position in the whole sequence, from 0. */ readonly position: never;
  /** Position in the block, from 0. */ readonly index: never;
  /** A fresh uniform number in [0, 1). */ readonly random: never;
}

/** The name of a feature. */
export type Feature = keyof Features;

/** Operations on one number. `round` rounds halves to even; `log` is natural. */
export type UnaryOp = "negate" | "log" | "exp" | "absolute" | "round" | "floor" | "ceiling" | "cosine" | "not";
/** Operations on two. `less` and `equal` give 1 or 0. */
export type BinaryOp =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "modulo"
  | "power"
  | "minimum"
  | "maximum"
  | "less"
  | "equal";
/** What can be taken over the positions of a block; of no position, sum, mean and largest are 0, smallest is 0 too. */
export type ReduceOp = "sum" | "mean" | "largest" | "smallest";

/** An expression as plain data: what interpreters read, what JSON stores. */
export type Formula = Readonly<
  | { _tag: "Number"; value: number }
  | { _tag: "Step"; of: StepVariable }
  | { _tag: "Feature"; of: Feature }
  | { _tag: "Memory"; name: string }
  | { _tag: "Unary"; op: UnaryOp; of: Formula }
  | { _tag: "Binary"; op: BinaryOp; left: Formula; right: Formula }
  | { _tag: "Where"; test: Formula; then: Formula; otherwise: Formula }
  | { _tag: "Reduce"; op: ReduceOp; of: Formula; among: Formula }
>;

/** Does the number belong to a row, or to each position? */
export type Per = "row" | "position";

/** Key of the ghost, exported so that the docs can name it; absent at run time. */
export declare const reading: unique symbol;

/**
 * A formula and, for the compiler, the slots that it reads and whether it yields a number a row or a number a position.
 * A row's number may stand wherever a position's is wanted.
 */
export interface Expression<out R extends Readable = never, out P extends Per = "row"> {
  readonly formula: Formula;
  readonly [reading]: { readonly reads: R; readonly per: P };
}

/** Any expression. */
export type AnyExpression = Expression<Readable, Per>;
/** A plain number may stand for an expression. */
export type Operand = number | AnyExpression;
/** The slots that an operand reads. */
export type Reads<E> = E extends Expression<infer R, Per> ? R : never;
/** `position` as soon as one of the operands is. */
export type Widest<E> = E extends Expression<Readable, infer P> ? P : "row";

/** Asserts the ghost; the only function that does. */
export const expression = <R extends Readable, P extends Per>(formula: Formula): Expression<R, P> =>
  ({ formula }) as unknown as Expression<R, P>;

/** The formula of an operand. */
export const formulaOf = (operand: Operand): Formula =>
  typeof operand === "number" ? { _tag: "Number", value: operand } : operand.formula;
