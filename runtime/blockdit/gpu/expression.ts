import type { KeysValues, Stream } from "../ops.ts";

/** What an engine of kernels computes with: a description of what is wanted, fused where one kernel can do it. */
export type Expression =
  | { readonly _tag: "Weight"; readonly name: string }
  | { readonly _tag: "Embed"; readonly table: string; readonly stream: Stream }
  | { readonly _tag: "NoiseLevel" }
  | Linear
  | Part
  | Norm
  | Rotated
  | { readonly _tag: "Context"; readonly layer: number; readonly fresh: KeysValues<Expression> | null }
  | Attention;

/** A linear layer with what follows it. */
export interface Linear {
  readonly _tag: "Linear";
  readonly x: Expression;
  readonly weight: string;
  readonly bias: string | null;
  readonly after: Epilogue;
}

/** What a linear layer does to its sums before it leaves them. */
export type Epilogue =
  | { readonly _tag: "nothing" | "gelu" | "relu2" | "silu" }
  | { readonly _tag: "residual"; readonly x: Expression }
  | { readonly _tag: "gated"; readonly x: Expression; readonly gate: Part };

/** One of equal parts of the width. */
export interface Part {
  readonly _tag: "Part";
  readonly of: Linear;
  readonly index: number;
  readonly parts: number;
}

/** A layer norm, bent by a condition or not. */
export interface Norm {
  readonly _tag: "Norm";
  readonly x: Expression;
  readonly weight: string;
  readonly by: { readonly shift: Part; readonly scale: Part } | null;
}

/** Queries or keys of a stream, turned by their positions. */
export interface Rotated {
  readonly _tag: "Rotated";
  readonly x: Part;
  readonly stream: Stream;
}

/** What the queries of a stream see. */
export interface Attention {
  readonly _tag: "Attention";
  readonly stream: Stream;
  readonly queries: Rotated;
  readonly context: KeysValues<Expression> | null;
  readonly own: KeysValues<Expression> | null;
}

/** The variant that only it can be; another one is a bug of the network's description, which knows no other. */
export const expect = <Tag extends Expression["_tag"]>(x: Expression, tag: Tag): Extract<Expression, { _tag: Tag }> => {
  if (x._tag !== tag) { throw new Error(`the kernels want a ${tag} here: found a ${x._tag}`); }
  return x as Extract<Expression, { _tag: Tag }>;
};
