import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { cells, certain, type Device } from "./kernel.ts";
import { lower } from "./lower.ts";
import { most } from "./slack.ts";

const widen: Kernel = {
  name: "widen",
  inputs: cells(2),
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, margin: number[], slack: number[]) {
    return margin[this.thread.x] / (1 + slack[this.thread.x] / this.constants.mass);
  },
  host: certain,
};

/** The slack of everything that a value depends on; each value is looked at once. */
const slacks = (): (value: Value) => Value | null => {
  const known = new Map<Value, Value | null>();
  const of = (value: Value): Value | null => {
    const found = known.get(value);
    if (found !== undefined) { return found; }
    const slack = value._tag === "Leaf"
      ? null
      : value.kernel.slack?.(value.args, of) ?? value.args.map(of).reduce(most, null);
    known.set(value, slack);
    return slack;
  };
  return of;
};

/**
 * The least margin of all decisions, a cell, with error bands widened by the slack of what each decision depends on; null if
 * nothing decides.
 */
export const marginOf = (deciding: readonly Op[]): Value | null => {
  const slackOf = slacks();
  const margins = deciding.flatMap((op) => {
    const margin = op.kernel.margin?.(op.args, op);
    const slack = slackOf(op);
    return margin === undefined ? [] : [slack === null ? margin : apply(widen, margin, slack)];
  });
  return margins.length === 0 ? null : margins.reduce(lower);
};
