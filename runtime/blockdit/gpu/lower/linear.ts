import { match } from "ts-pattern";
import type { Linear } from "../expression.ts";
import { linear, type LinearShape, turnsOf } from "../kernels/linear.ts";
import type { Step } from "../steps.ts";
import type { Size } from "../tensor.ts";
import { matrix, padded, vector } from "../weights.ts";
import type { Lowering, Quads } from "./lowering.ts";

type Args = readonly { readonly of: Step; readonly size: Size }[];

/** Which outputs. */
interface Columns {
  readonly from: number;
  readonly count: number;
}

const weightStep = (
  { call }: Lowering,
  name: string,
  { from, count }: Columns,
  place: typeof matrix | typeof vector,
): Step => ({
  _tag: "Resident",
  among: call.residents,
  key: `${name} ${from} ${count}`,
  make: () => place(call.weights(name), from, count),
});

/** What the epilogue reads besides the sums. */
const behind = (to: Lowering, { after }: Linear): { readonly args: Args; readonly gateAt: number } =>
  match(after)
    .with({ _tag: "residual" }, ({ x }) => ({ args: [whole(to.quads(x))], gateAt: 0 }))
    .with({ _tag: "gated" }, ({ x, gate }) => {
      const { step, width, at } = to.ofRows(gate);
      return { args: [whole(to.quads(x)), { of: step, size: [width, to.call.layout.rows, 1] as Size }], gateAt: at };
    })
    .with({ _tag: "nothing" }, { _tag: "gelu" }, { _tag: "relu2" }, { _tag: "silu" }, () => ({ args: [], gateAt: 0 }))
    .exhaustive();

const whole = ({ step, width, quads }: Quads): { readonly of: Step; readonly size: Size } => ({
  of: step,
  size: [4, width, quads],
});

/** The weight and the bias as a kernel reads them. */
const parameters = (to: Lowering, node: Linear, part: Columns, inputs: number, turns: 1 | 2): Args => {
  const width = padded(part.count);
  const size: Size = turns === 1 ? [width, inputs, 1] : [width, turns, inputs / turns];
  const weight = { of: weightStep(to, node.weight, part, matrix), size };
  return node.bias === null ? [weight] : [weight, { of: weightStep(to, node.bias, part, vector), size: [width, 1, 1] }];
};

/** Some outputs of a linear layer, with what follows it. */
export const lowerLinear = (to: Lowering, node: Linear, columns?: Columns): Quads => {
  const { form, shapeOf } = to.call;
  const [outputs, inputs] = shapeOf(node.weight) as readonly [number, number];
  const part = columns ?? { from: 0, count: outputs };
  const x = to.quads(node.x);
  const turns = turnsOf(form, inputs);
  const { args, gateAt } = behind(to, node);
  const shape: LinearShape = {
    inputs,
    outputs: padded(part.count),
    quads: x.quads,
    bias: node.bias !== null,
    after: node.after._tag,
    rowQuads: x.rowQuads,
    gateAt,
  };
  const activations = { of: x.step, size: [4 * turns, x.width / turns, x.quads] as Size };
  const read = [activations, ...parameters(to, node, part, inputs, turns), ...args];
  const step: Step = { _tag: "Kernel", program: linear(form, shape), args: read };
  return { step, width: shape.outputs, quads: x.quads, rowQuads: x.rowQuads, at: 0 };
};

/** A head over a large vocabulary is cut: WebGL2 has no rows wider than 8192, and 16 MB suits every device. */
const columnsAtOnce = (inputs: number): number => Math.max(4, Math.min(8192, 4 * Math.floor(2 ** 20 / inputs)));

/** Logits, as quads of some columns each. */
export const lowerHead = (to: Lowering, node: Linear): readonly Quads[] => {
  const [outputs, inputs] = to.call.shapeOf(node.weight) as readonly [number, number];
  const most = columnsAtOnce(inputs);
  return Array.from(
    { length: Math.ceil(outputs / most) },
    (_, i) => lowerLinear(to, node, { from: i * most, count: Math.min(most, outputs - i * most) }),
  );
};
