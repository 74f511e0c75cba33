import type { Node } from "../../dsl/mod.ts";
import { labelOf } from "../../dsl/interpreters/spelling.ts";
import type { Value } from "../graph/value.ts";
import type { Slots } from "../lower/environment.ts";
import type { Event, StageRow, StepRow } from "../trace.ts";
import { type BlockBatch, rowOf } from "./block_batch.ts";
import type { Frame } from "./frame.ts";
import { likeliest } from "./likeliest.ts";
import { look, type RunState } from "./run_state.ts";

/** A stage that has just run, with the slots around it. */
export interface Ran {
  readonly node: Node;
  readonly before: Slots;
  readonly after: Slots;
}

/** What of the slots a trace keeps: numbers for each position, and predictions where the stage left them. */
const wantedOf = ({ before, after }: Ran) => ({
  canvas: after.canvas,
  draft: after.draft,
  score: after.score,
  picked: after.picked,
  dist: after.dist === before.dist ? undefined : after.dist?.value,
  ar: after.ar === before.ar ? undefined : after.ar,
});

type Wanted = ReturnType<typeof wantedOf>;
type Numbers = Readonly<{ [name in keyof Wanted]?: ArrayLike<number> }>;

/** Reads the slots back after a stage, as an event for the trace. Looking changes nothing: tokens are the same without it. */
export const stageEvent = async (state: RunState, batch: BlockBatch, frame: Frame, ran: Ran): Promise<Event> => {
  const wanted = Object.entries(wantedOf(ran)).filter((entry): entry is [keyof Wanted, Value] =>
    entry[1] !== undefined
  );
  const { arrays } = await look(state, batch, frame.rows, wanted.map(([, value]) => value));
  const numbers: Numbers = Object.fromEntries(wanted.map(([name], i) => [name, arrays[i]!]));
  const rows = frame.rows.map((row) => stageRow(batch, row, numbers));
  const by = ran.node._tag === "Score" ? { by: ran.node.by } : {};
  return {
    _tag: "Stage",
    stage: nameOf(ran.node),
    within: frame.within,
    step: frame.step[frame.rows[0]!] ?? 0,
    rows,
    ...by,
  };
};

/** What events call an instruction: a name that was given, or that of its function with a capital. */
const nameOf = (node: Node): string => {
  const label = labelOf(node);
  return node._tag === "Custom" ? label : label[0]!.toUpperCase() + label.slice(1);
};

const stageRow = (batch: BlockBatch, row: number, { canvas, draft, score, picked, dist, ar }: Numbers): StageRow => {
  const { positions, vocabulary } = batch.shape;
  const [first, size] = [row * positions, batch.size[row]!];
  return {
    row,
    start: batch.start[row]!,
    canvas: rowOf(batch, canvas!, row),
    ...(draft === undefined ? {} : { draft: rowOf(batch, draft, row) }),
    ...(score === undefined ? {} : { score: rowOf(batch, score, row) }),
    ...(picked === undefined ? {} : { picked: rowOf(batch, picked, row).map((n) => n !== 0) }),
    ...(dist === undefined ? {} : { top: likeliest(dist, vocabulary, first, size) }),
    ...(ar === undefined ? {} : { arTop: likeliest(ar, vocabulary, first, size) }),
    ...(ar === undefined || draft === undefined ? {} : {
      arDraft: rowOf(batch, draft, row).map((token, i) => Math.exp(ar[(first + i) * vocabulary + token]!)),
    }),
  };
};

/** The blocks after an update. */
export const stepEvent = (batch: BlockBatch, frame: Frame): Event => ({
  _tag: "Step",
  rows: frame.rows.map((row): StepRow => ({
    row,
    start: batch.start[row]!,
    canvas: rowOf(batch, batch.canvas, row),
    step: frame.step[row]!,
    steps: frame.steps[row]!,
    alphaT: frame.alphaT[row]!,
    alphaS: frame.alphaS[row]!,
    nfe: batch.rows[row]!.nfe,
  })),
});
