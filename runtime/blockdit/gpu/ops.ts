import type { NetworkConfig } from "../config.ts";
import type { Ops } from "../ops.ts";
import { type Epilogue, expect, type Expression, type Linear } from "./expression.ts";

/** A linear layer that nothing follows yet, with something behind it. */
const behind = (x: Expression, after: Epilogue): Linear => {
  const linear = expect(x, "Linear");
  if (linear.after._tag !== "nothing") { throw new Error("two things follow one linear layer"); }
  return { ...linear, after };
};

/** BlockDiT's operations as descriptions: activations, residuals and modulations go into the kernel before them. */
export const describing = (config: NetworkConfig, hasContext: boolean): Ops<Expression> => {
  const linear = (x: Expression, weight: Expression, bias: Expression | null): Linear => ({
    _tag: "Linear",
    x,
    weight: expect(weight, "Weight").name,
    bias: bias === null ? null : expect(bias, "Weight").name,
    after: { _tag: "nothing" },
  });
  return {
    weight: (name) => ({ _tag: "Weight", name }),
    embed: (table, stream) => ({ _tag: "Embed", table: expect(table, "Weight").name, stream }),
    noiseLevel: () => ({ _tag: "NoiseLevel" }),
    linear,
    linears: (x, weight, bias, parts) => {
      const of = linear(x, weight, bias);
      return Array.from({ length: parts }, (_, index) => ({ _tag: "Part", of, index, parts }));
    },
    layerNorm: (x, weight) => ({ _tag: "Norm", x, weight: expect(weight, "Weight").name, by: null }),
    modulate: (x, shift, scale) => ({
      ...expect(x, "Norm"),
      by: { shift: expect(shift, "Part"), scale: expect(scale, "Part") },
    }),
    add: (x, y) => behind(y, { _tag: "residual", x }),
    addGated: (x, gate, y) => behind(y, { _tag: "gated", x, gate: expect(gate, "Part") }),
    silu: (x) => behind(x, { _tag: "silu" }),
    activate: (x) => behind(x, { _tag: config.activation }),
    rotate: (x, stream) => ({ _tag: "Rotated", x: expect(x, "Part"), stream }),
    context: (layer, fresh) => {
      const context: Expression = { _tag: "Context", layer, fresh };
      return hasContext ? { keys: context, values: context } : null;
    },
    attend: (stream, queries, context, own) => ({
      _tag: "Attention",
      stream,
      queries: expect(queries, "Rotated"),
      context,
      own,
    }),
  };
};
