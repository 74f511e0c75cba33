import { match } from "ts-pattern";
import type { Ability, Process } from "../abilities.ts";

/** Where a problem stands, `nodes[0].body[1].each[2]`. */
export interface At {
  /** A path into the nodes. */ readonly at: string;
}

/** Something that keeps a program from running; each variant carries what its sentence needs. */
export type Problem = Readonly<
  /** A stage reads a slot that is empty there. */
  | At & { _tag: "SlotEmpty"; stage: string; slot: string }
  /** A stage reads the block in one state, and it is in another. */
  | At & { _tag: "BlockState"; stage: string; want: string; found: string }
  /** A body leaves the block in the wrong state. */
  | At & { _tag: "BodyEnds"; body: string; want: string; found: string }
  /** A stage of a block at top level. */
  | At & { _tag: "OutsideBlocks"; stage: string }
  /** `blocks` inside `blocks`. */
  | At & { _tag: "BlocksInBlocks" }
  /** A knob has a value outside of its range. */
  | At & { _tag: "OutOfRange"; stage: string; knob: string; range: string; found: string }
  /** A number a position where a row has only one. */
  | At & { _tag: "PerPosition"; stage: string; knob: string; feature: string }
  /** `t` outside of a schedule. */
  | At & { _tag: "TimeOutside"; stage: string; knob: string }
  /** A schedule that reads something else than `t`. */
  | At & { _tag: "ScheduleReads"; stage: string; reads: string }
  /** A name that says nothing. */
  | At & { _tag: "EmptyName"; stage: string; knob: string }
  /** The model lacks what a stage needs. */
  | At & { _tag: "MissingAbility"; ability: Exclude<Ability, Process>; stages: readonly string[] }
  /** The model was trained on the other noise. */
  | At & { _tag: "WrongProcess"; want: Process; found: Process; stages: readonly string[] }
  /** Rows should stop at the end of a text, which the model cannot name. */
  | At & { _tag: "MissingEos" }
  /** A token that the model does not have. */
  | At & { _tag: "UnknownToken"; stage: string; knob: string; token: number; vocabulary: number }
  /** The model does not serve blocks of this size. */
  | At & { _tag: "BlockSize"; size: number; served: readonly number[]; why: "size" | "rest" | "sequence" }
  /** A block, or the row, is longer than the model's longest sequence. */
  | At & { _tag: "TooLong"; what: string; found: number; limit: number }
  /** A later `blocks` would start in the middle of a block. */
  | At & { _tag: "Misaligned"; size: number | "sequence"; start: number }
>;

const article = (word: string): string => /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;

const needing = (stages: readonly string[]): string =>
  `${stages.join(" and ")} ${stages.length === 1 ? "needs" : "need"}`;

/** One sentence for a human; for slots the same one that the compiler prints. */
export const describe = (problem: Problem): string =>
  match(problem)
    .with({ _tag: "SlotEmpty" }, (p) => `${p.stage} reads ${p.slot}, which no earlier stage has left`)
    .with({ _tag: "BlockState" }, (p) => `${p.stage} reads ${article(p.want)} block, and here it is ${p.found}`)
    .with({ _tag: "BodyEnds" }, (p) => `${p.body} must leave the block ${p.want}, and this leaves it ${p.found}`)
    .with({ _tag: "OutsideBlocks" }, (p) =>
      `${p.stage} works on a block, and there is none here: put it into the body of blocks(size, pipe(open, noise(), ...))`)
    .with({ _tag: "BlocksInBlocks" }, () =>
      "blocks cannot stand inside blocks: put one behind the other with sequence(...)")
    .with({ _tag: "OutOfRange" }, (p) =>
      `${p.knob} of ${p.stage} must be ${p.range}: found ${p.found}`)
    .with({ _tag: "PerPosition" }, (p) =>
      `${p.knob} of ${p.stage} is one number a row, and ${p.feature} is one a position: take its sum, mean, largest or smallest`)
    .with({ _tag: "TimeOutside" }, (p) =>
      `t stands only in schedules, and ${p.knob} of ${p.stage} reads it: use alphaT, alphaS or step`)
    .with({ _tag: "ScheduleReads" }, (p) =>
      `the schedule of ${p.stage} reads ${p.reads}, and a schedule may read only t`)
    .with({ _tag: "EmptyName" }, (p) =>
      `${p.knob} of ${p.stage} must not be empty`)
    .with({ _tag: "MissingAbility" }, (p) =>
      `this model cannot do ${p.ability}, which ${needing(p.stages)}`)
    .with({ _tag: "WrongProcess" }, (p) =>
      `this model cannot do ${p.want}, which ${needing(p.stages)}: it was trained on ${p.found} noise`)
    .with({ _tag: "MissingEos" }, () =>
      "blocks stops at the token that ends a text, and this model names none: give stop an eos")
    .with({ _tag: "UnknownToken" }, (p) =>
      `${p.knob} of ${p.stage} must be a whole number from 0 to ${p.vocabulary - 1} for this model: found ${p.token}`)
    .with({ _tag: "BlockSize" }, describeBlockSize)
    .with({ _tag: "TooLong" }, (p) =>
      `${p.what} must have at most ${p.limit} tokens for this model: found ${p.found}`)
    .with({ _tag: "Misaligned", size: "sequence" }, (p) =>
      `one block of the whole row cannot start at position ${p.start}, where the earlier blocks end: give it a size`)
    .with({ _tag: "Misaligned" }, (p) =>
      `blocks of ${p.size} cannot start at position ${p.start}, where the earlier ones end: end those at a multiple of ${p.size}`)
    .exhaustive();

const describeBlockSize = (p: Extract<Problem, { _tag: "BlockSize" }>): string =>
  match(p.why)
    .with("size", () => `this model cannot do blocks of ${p.size}: it serves ${p.served.join(", ")}`)
    .with("rest", () =>
      `the length leaves a last block of ${p.size}, and this model serves blocks of ${p.served.join(", ")}`)
    .with("sequence", () =>
      `this model cannot do one block of ${p.size}, the whole row: it serves ${p.served.join(", ")}`)
    .exhaustive();
