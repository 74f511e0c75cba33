import type { Logits } from "../model.ts";
import type { PreciseLogits } from "./precise.ts";
import type { Table } from "./table.ts";

/** One number a position, or `random`: independent uniform numbers that nothing has looked at yet. */
export type Score = readonly number[] | "random";

/** Where a run of one row can be: all that the rest of the run depends on. Slots that nothing reads any more are null. */
export interface RunState {
  /** The whole row: given and committed tokens, -1 where there is none yet. */ readonly row: readonly number[];
  readonly canvas: readonly number[] | null;
  readonly dist: Table | null;
  readonly draft: readonly number[] | null;
  readonly ar: Table | null;
  readonly score: Score | null;
  readonly picked: readonly boolean[] | null;
  readonly memory: ReadonlyMap<string, readonly number[]>;
  /** Credit of the tokens, `[position][token]`; null while there is none. */
  readonly credit: readonly (readonly number[])[] | null;
  /** Has a posterior moved the block to the next level of its step? */ readonly moved: boolean;
  /** Raw logits of the last prediction, for self-conditioning, with a name that tells them apart. */
  readonly previous: { readonly id: string; readonly logits: Logits | PreciseLogits } | null;
  /** The token that later blocks start from, once `eos` was met and the row goes on. */ readonly padding:
    | number
    | null;
  /** Did the row end before its length? */ readonly done: boolean;
  /** Function evaluations so far. */ readonly calls: number;
}

/** A state and its probability; the elements of what a stage turns one state into. */
export interface Outcome {
  readonly state: RunState;
  readonly weight: number;
}

/** A distribution over states, by their key. */
export type Cloud = ReadonlyMap<string, Outcome>;

/** Before anything happened. */
export const initialState = (row: readonly number[]): RunState => ({
  row,
  canvas: null,
  dist: null,
  draft: null,
  ar: null,
  score: null,
  picked: null,
  memory: new Map(),
  credit: null,
  moved: false,
  previous: null,
  padding: null,
  done: false,
  calls: 0,
});

/** Equal for states that go on alike. Memories and scores are told apart to 1e-12. */
export const keyOf = (state: RunState): string => {
  const { row, canvas, dist, draft, ar, score, picked, memory, credit, moved, previous, padding, done, calls } = state;
  const near = (values: readonly number[]) => values.map((x) => Math.round(x * 1e12)).join(",");
  const numbers = score === null ? "" : score === "random" ? score : near(score);
  const memories = [...memory].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, values]) => `${name}=${near(values)}`);
  return `${row}|${canvas}|${dist?.id}|${draft}|${ar?.id}|${numbers}|${picked}|${memories}|${
    credit?.map(near).join(";")
  }|${moved}|${previous?.id}|${padding}|${done}|${calls}`;
};

/** Adds outcomes to a cloud under construction, merging equal states. */
export const gather = (cloud: Map<string, Outcome>, outcomes: Iterable<Outcome>, times = 1): void => {
  for (const { state, weight } of outcomes) {
    const key = keyOf(state);
    const found = cloud.get(key);
    cloud.set(key, { state: found?.state ?? state, weight: (found?.weight ?? 0) + weight * times });
  }
};

/** The cloud of some outcomes. */
export const cloudOf = (outcomes: Iterable<Outcome>): Cloud => {
  const cloud = new Map<string, Outcome>();
  gather(cloud, outcomes);
  return cloud;
};

/** A sure thing. */
export const surely = (state: RunState): readonly Outcome[] => [{ state, weight: 1 }];
