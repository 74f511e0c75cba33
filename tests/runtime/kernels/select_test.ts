import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hostBackend } from "../../../runtime/backends/host.ts";
import { type Leaf, leaf, type Numbers, type Value } from "../../../runtime/graph/value.ts";
import * as k from "../../../runtime/kernels/mod.ts";

const select = suite("selections");

const score = [0.3, 0.9, 0.3 + 1e-12, 0.1, 0.7];
const cells = (numbers: readonly number[]): Leaf => leaf("cell", Float64Array.from(numbers));
const every = (x: number): Leaf => cells(score.map(() => x));
const free = cells([1, 1, 1, 1, 0]);
const picked = (value: Value): number[] => {
  const { arrays } = hostBackend.evaluate([value], { rows: 1, positions: 5, vocabulary: 2 }) as {
    arrays: readonly Numbers[];
  };
  return [...arrays[0]!].flatMap((x, i) => (x === 1 ? [i] : []));
};

select("the highest candidates; within 1e-9 the lower position", () => {
  assert.equal(picked(k.selectTop(cells(score), free, every(2))), [0, 1]);
  assert.equal(picked(k.selectTop(cells(score), free, every(9))), [0, 1, 2, 3]);
  assert.equal(picked(k.selectTop(cells(score), free, every(0))), []);
  assert.equal(picked(k.selectTop(cells(score), free, every(-1))), []);
});

select("cuts a quota's fraction off, but not one that rounding made", () => {
  assert.equal(picked(k.selectTop(cells(score), free, every(1.9))), [1]);
  assert.equal(picked(k.selectTop(cells(score), free, every(0.1 * 3 * 10 - 1))), [0, 1]);
  assert.equal(picked(k.selectTop(cells(score), free, every(2 - 1e-12))), [0, 1]);
});

select("what reaches a threshold, and a minimum", () => {
  assert.equal(picked(k.selectThreshold(cells(score), free, every(0.3), every(0))), [0, 1, 2]);
  assert.equal(picked(k.selectThreshold(cells(score), free, every(2), every(0))), []);
  assert.equal(picked(k.selectThreshold(cells(score), free, every(2), every(1))), [1]);
});

select("within a budget, so always the best", () => {
  const cost = cells([0.2, 0.5, 0.4, 0.1, 9]);
  assert.equal(picked(k.selectBudget(cells(score), free, cost, every(0))), [1]);
  assert.equal(picked(k.selectBudget(cells(score), free, cost, every(-1))), [1]);
  assert.equal(picked(k.selectBudget(cells(score), free, cost, every(0.7))), [0, 1, 2]);
  assert.equal(picked(k.selectBudget(cells(score), free, cost, every(5))), [0, 1, 2, 3]);
});

select.run();
