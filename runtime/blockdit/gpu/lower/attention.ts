import { headWidth } from "../../config.ts";
import type { KeysValues } from "../../ops.ts";
import type { Kind } from "../cache.ts";
import { type Attention, expect, type Expression, type Rotated } from "../expression.ts";
import { biases, rotations } from "../inputs.ts";
import { type AttentionShape, mix, scores, top, total, weigh } from "../kernels/attention.ts";
import { rotate } from "../kernels/rotate.ts";
import { keysOf } from "../layout.ts";
import type { Form, Program } from "../program.ts";
import type { Step } from "../steps.ts";
import type { Size } from "../tensor.ts";
import { lowerContext, type Seen } from "./context.ts";
import type { Lowering, Quads } from "./lowering.ts";

/** Queries or keys, turned. */
export const lowerRotated = (to: Lowering, { x, stream }: Rotated): Quads => {
  const { call } = to;
  const { config, feed, layout } = call;
  const from = to.quads(x);
  const width = headWidth(config);
  const table = (of: "cos" | "sin") => ({
    of: to.once(`${of} ${stream}`, () => ({ _tag: "Upload", placed: rotations(feed, layout, stream, config, of) })),
    size: [4, width / 2, from.quads] as Size,
  });
  const step: Step = {
    _tag: "Kernel",
    program: rotate(config.hidden, width, from.at, from.quads),
    args: [{ of: from.step, size: [4, from.width, from.quads] }, table("cos"), table("sin")],
  };
  return { ...from, step, width: config.hidden, at: 0 };
};

/** The tokens of this call that are seen, and the layer's number if there is a context. */
const seenBy = (to: Lowering, { context, own }: Attention) => {
  const { layout } = to.call;
  const at = context && expect(context.keys, "Context");
  const fresh = at === null ? null : at.fresh;
  const of = (kind: Kind): readonly Seen[] => {
    const piece = (from: KeysValues<Expression> | null, n: number): readonly Seen[] =>
      from === null ? [] : [{ quads: to.quads(from[kind]), n }];
    return [...piece(fresh, layout.clean), ...piece(own, layout.noisy)];
  };
  if (at !== null && fresh !== null) {
    to.offer(at.layer, { keys: to.quads(fresh.keys), values: to.quads(fresh.values) });
  }
  return { layer: at === null ? 0 : at.layer, of };
};

const shapeOf = (to: Lowering, node: Attention, { quads, rowQuads }: Quads): AttentionShape => ({
  quads,
  rowQuads,
  keys: keysOf(to.call.layout, node.stream),
  heads: to.call.config.heads,
  headWidth: headWidth(to.call.config),
});

const kernel = (program: Program, ...args: readonly (readonly [Step, Size])[]): Step => ({
  _tag: "Kernel",
  program,
  args: args.map(([of, size]) => ({ of, size })),
});

/**
 * How the kernels index queries, keys, weights and values. Two terms of the sums lie together where four cells are left at once, so
 * that there are half as many turns.
 */
const sizesOf = (form: Form, { quads, keys, heads, headWidth }: AttentionShape, rows: number) => {
  const width = heads * headWidth;
  const sizes: Readonly<Record<"q" | "k" | "p" | "v", Size>> = form === "one"
    ? { q: [4, width, quads], k: [keys, width, rows], p: [4, keys, heads * quads], v: [width, keys, rows] }
    : {
      q: [8, width / 2, quads],
      k: [keys, 2, width / 2 * rows],
      p: [8, keys / 2, heads * quads],
      v: [headWidth, 2 * heads, keys / 2 * rows],
    };
  return sizes;
};

/** Softmax attention: scores, their largest, weights, their sum, and the mixture of the values. */
export const lowerAttention = (to: Lowering, node: Attention): Quads => {
  const { call } = to;
  const { form, feed, layout, config } = call;
  const queries = to.quads(node.queries);
  const shape = shapeOf(to, node, queries);
  const { layer, of } = seenBy(to, node);
  const joined = (kind: Kind): Step => lowerContext(call, layer, kind, node.stream, of(kind));
  const bias = to.once(`bias ${node.stream}`, () => ({ _tag: "Upload", placed: biases(feed, layout, node.stream) }));
  const { q, k, p, v } = sizesOf(form, shape, layout.rows);
  const byHead = config.heads * shape.quads;
  const [each, all]: readonly [Size, Size] = [[4, 1, byHead], [4, shape.keys, byHead]];
  const raw = kernel(scores(form, shape), [queries.step, q], [joined("keys"), k], [bias, [shape.keys, 4, shape.quads]]);
  const weights = kernel(weigh(shape), [raw, all], [kernel(top(shape), [raw, all]), each]);
  const sum = kernel(total(shape), [weights, all]);
  const step = kernel(mix(form, shape), [weights, p], [joined("values"), v], [sum, each]);
  return { ...queries, step, width: config.hidden, at: 0 };
};
