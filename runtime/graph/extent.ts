import { type Kind, type Leaf, leaf, type Numbers, type Shape } from "./value.ts";

/** Numbers of a kind that one row has. */
export const rowLength = (kind: Kind, shape: Shape): number =>
  kind === "cell" ? shape.positions : shape.positions * shape.vocabulary;

/** Numbers of a kind that the batch has. */
export const lengthOf = (kind: Kind, shape: Shape): number => shape.rows * rowLength(kind, shape);

/** The part of a leaf that one row has, not copied. */
export const rowOf = (of: Leaf, row: number, shape: Shape): Leaf => {
  if (shape.rows === 1) { return of; }
  const size = rowLength(of.kind, shape);
  return leaf(of.kind, of.data.subarray(row * size, (row + 1) * size));
};

/** A wrong length is a bug of the caller: the batch would silently read neighbours. */
export const checkLength = (of: { readonly kind: Kind; readonly data: Numbers }, shape: Shape): void => {
  if (of.data.length !== lengthOf(of.kind, shape)) {
    throw new Error(`a ${of.kind} leaf must have ${lengthOf(of.kind, shape)} numbers: found ${of.data.length}`);
  }
};
