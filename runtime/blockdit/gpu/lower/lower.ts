import { match } from "ts-pattern";
import { noiseFrequencies } from "../../config.ts";
import { expect, type Expression, type Part } from "../expression.ts";
import { embedded, noiseLevels } from "../inputs.ts";
import { untile } from "../kernels/norm.ts";
import { conditionQuads, rowQuads } from "../layout.ts";
import type { Placed, Step } from "../steps.ts";
import { lowerAttention, lowerRotated } from "./attention.ts";
import { lowerHead, lowerLinear } from "./linear.ts";
import type { Call, Lowering, Offered, OfRows, Quads } from "./lowering.ts";
import { lowerNorm } from "./norm.ts";

const upload = (placed: Placed): Step => ({ _tag: "Upload", placed });

const partOf = (to: Lowering, { of, index, parts }: Part): Quads => {
  const outputs = to.call.shapeOf(of.weight)[0]!;
  return { ...to.quads(of), at: index * outputs / parts };
};

const lowerOne = (to: Lowering, x: Expression): Quads => {
  const { feed, layout, weights, config } = to.call;
  return match(x)
    .with({ _tag: "Embed" }, ({ table, stream }) => {
      const placed = embedded(feed, layout, stream, weights(table));
      return {
        step: upload(placed),
        width: config.hidden,
        quads: placed.size[2],
        rowQuads: rowQuads(layout, stream),
        at: 0,
      };
    })
    .with({ _tag: "NoiseLevel" }, () => {
      const quads = conditionQuads(layout);
      return { step: upload(noiseLevels(feed, layout)), width: noiseFrequencies, quads, rowQuads: 0, at: 0 };
    })
    .with({ _tag: "Linear" }, (node) => lowerLinear(to, node))
    .with({ _tag: "Part" }, (node) => partOf(to, node))
    .with({ _tag: "Norm" }, (node) => lowerNorm(to, node))
    .with({ _tag: "Rotated" }, (node) => lowerRotated(to, node))
    .with({ _tag: "Attention" }, (node) => lowerAttention(to, node))
    .with({ _tag: "Weight" }, { _tag: "Context" }, ({ _tag }) => {
      throw new Error(`a ${_tag} is no activation`);
    })
    .exhaustive();
};

const lowerOfRows = (to: Lowering, part: Part): OfRows => {
  const { step, width, quads, at } = partOf(to, part);
  const rows = to.call.layout.rows;
  const turned = to.once(`rows ${part.of.weight}`, () => ({
    _tag: "Kernel",
    program: untile(width, rows),
    args: [{ of: step, size: [4, width, quads] }],
  }));
  return { step: turned, width, at };
};

/** A function that computes once for each key. */
export const remembered = <K, V>(make: (key: K) => V): (key: K) => V => {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
};

/** What a call computes: the logits, some columns a step, and what each layer's fresh clean tokens offer. */
export interface Lowered {
  readonly logits: readonly Quads[];
  readonly offered: readonly Offered[];
}

/** The steps of a network's description. */
export const lower = (call: Call, root: Expression): Lowered => {
  const offered: Offered[] = [];
  const shared = new Map<string, Step>();
  const to: Lowering = {
    call,
    quads: remembered((x) => lowerOne(to, x)),
    ofRows: remembered((part) => lowerOfRows(to, part)),
    once: (key, make) => {
      const step = shared.get(key) ?? make();
      shared.set(key, step);
      return step;
    },
    offer: (layer, keysValues) => {
      offered[layer] = keysValues;
    },
  };
  return { logits: lowerHead(to, expect(root, "Linear")), offered };
};
