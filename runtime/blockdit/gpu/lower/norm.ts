import type { Norm } from "../expression.ts";
import { moments, normalise } from "../kernels/norm.ts";
import type { Step } from "../steps.ts";
import type { Size } from "../tensor.ts";
import { vector } from "../weights.ts";
import type { Lowering, Quads } from "./lowering.ts";

/** A layer norm: the moments of each token, then all numbers. */
export const lowerNorm = (to: Lowering, node: Norm): Quads => {
  const { residents, weights, layout } = to.call;
  const x = to.quads(node.x);
  const all: Size = [4, x.width, x.quads];
  const shift = node.by && to.ofRows(node.by.shift);
  const scale = node.by && to.ofRows(node.by.scale);
  const by = shift && scale && { rowQuads: x.rowQuads, shiftAt: shift.at, scaleAt: scale.at };
  const stats: Step = { _tag: "Kernel", program: moments(x.width, x.quads), args: [{ of: x.step, size: all }] };
  const weight: Step = {
    _tag: "Resident",
    among: residents,
    key: node.weight,
    make: () => vector(weights(node.weight), 0, x.width),
  };
  const step: Step = {
    _tag: "Kernel",
    program: normalise(x.width, x.quads, by),
    args: [
      { of: x.step, size: all },
      { of: stats, size: [4, 2, x.quads] },
      { of: weight, size: [4 * Math.ceil(x.width / 4), 1, 1] },
      ...(shift === null ? [] : [{ of: shift.step, size: [shift.width, layout.rows, 1] as Size }]),
    ],
  };
  return { ...x, step };
};
