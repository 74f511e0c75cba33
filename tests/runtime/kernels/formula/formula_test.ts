import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { BinaryOp, Formula, ReduceOp, UnaryOp } from "../../../../dsl/mod.ts";
import { blockSize, cos, divide, log, power, round } from "../../../../dsl/mod.ts";
import { gpuBackend, hostBackend } from "../../../../runtime/backends/mod.ts";
import { leaf, type Value } from "../../../../runtime/graph/value.ts";
import { evaluateFormula, rowNumber } from "../../../../runtime/kernels/mod.ts";

const formulas = suite("formulas");

formulas("of a row: halves to even, and arithmetic without infinities", () => {
  const at = (x: number) => ({ blockSize: x });
  assert.equal([0.5, 1.5, 2.5, -0.5, -1.5].map((x) => rowNumber(round(blockSize).formula, at(x)) + 0), [
    0,
    2,
    2,
    0,
    -2,
  ]);
  assert.is(rowNumber(divide(1, blockSize).formula, at(0)), 1e30);
  assert.is(rowNumber(divide(0, blockSize).formula, at(0)), 0);
  assert.is(rowNumber(log(blockSize).formula, at(0)), Math.log(1e-30));
  assert.is(rowNumber(power(blockSize, 3).formula, at(-2)), -8);
  assert.is(rowNumber(power(blockSize, 0.5).formula, at(-2)), 0);
  assert.throws(() => rowNumber(blockSize.formula, {}), /no number "blockSize"/);
});

const unary: UnaryOp[] = ["negate", "absolute", "round", "floor", "ceiling", "not"];
const binary: BinaryOp[] = ["add", "subtract", "minimum", "maximum", "less", "equal"];
const reduce: ReduceOp[] = ["sum", "largest", "smallest"];

/** Formulas over whole numbers: float32 holds all that they compute. */
const wholeFormula = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.integer({ min: -3, max: 3 }).map((value): Formula => ({ _tag: "Number", value })),
    fc.constantFrom("masked", "index", "position").map((of): Formula => ({ _tag: "Feature", of } as Formula)),
    fc.constantFrom("a", "b", "c", "d").map((name): Formula => ({ _tag: "Memory", name })),
    fc.tuple(fc.constantFrom(...unary), tie("formula")).map(([op, of]): Formula => ({ _tag: "Unary", op, of })),
    fc.tuple(fc.constantFrom(...binary), tie("formula"), tie("formula"))
      .map(([op, left, right]): Formula => ({ _tag: "Binary", op, left, right })),
    fc.tuple(tie("formula"), tie("formula"), tie("formula"))
      .map(([test, then, otherwise]): Formula => ({ _tag: "Where", test, then, otherwise })),
    fc.tuple(fc.constantFrom(...reduce), tie("formula"), tie("formula"))
      .map(([op, of, among]): Formula => ({ _tag: "Reduce", op, of, among })),
  ),
})).formula;

const shape = { rows: 2, positions: 4, vocabulary: 3 };
const cells = (numbers: readonly number[]): Value => leaf("cell", Float64Array.from(numbers));
const environment = {
  masked: cells([1, 0, 1, 0, 0, 0, 0, 0]),
  index: cells([0, 1, 2, 3, 0, 1, 2, 3]),
  position: cells([8, 9, 10, 11, 4, 5, 6, 7]),
  valid: cells([1, 1, 1, 1, 1, 1, 0, 0]),
  "memory:a": cells([2, -1, 0, 5, 3, 3, -2, 1]),
  "memory:b": cells([0, 0, 1, 1, -4, 2, 2, 0]),
  "memory:c": cells([1, 2, 3, 4, 5, 6, 7, 8]),
  "memory:d": cells([-1, -1, -1, -1, 0, 0, 0, 0]),
};

formulas("over whole numbers are equal on the host, cpu and webasm, and settle nothing", async () => {
  const backends = [gpuBackend("cpu"), gpuBackend("webasm")];
  await fc.assert(
    fc.asyncProperty(wholeFormula, async (formula) => {
      const value = evaluateFormula(formula, environment);
      const truth = [...(await hostBackend.evaluate([value], shape)).arrays[0]!].map((x) => x + 0);
      for (const backend of backends) {
        const found = await backend.evaluate([value], shape);
        assert.equal([...found.arrays[0]!].map((x) => x + 0), truth);
        assert.equal(found.settled, []);
      }
    }),
    { numRuns: 150, seed: 1 },
  );
  for (const backend of backends) { await backend.dispose(); }
});

formulas("settle a comparison that rounding could turn", async () => {
  const backend = gpuBackend("webasm");
  const less: Formula = {
    _tag: "Binary",
    op: "less",
    left: { _tag: "Memory", name: "x" },
    right: { _tag: "Number", value: 0.1 },
  };
  const x = cells([0.1, 0.2, 0.3, 0.4, 0.1 - 1e-12, 0.2, 0.3, 0.4]);
  const found = await backend.evaluate([evaluateFormula(less, { "memory:x": x })], shape);
  assert.equal(found.settled, [0, 1]);
  assert.equal([...found.arrays[0]!], [0, 0, 0, 0, 1, 0, 0, 0]);
  await backend.dispose();
});

formulas("have cosines good to 1e-6 over many turns", async () => {
  const backend = gpuBackend("webasm");
  const many = { rows: 1, positions: 400, vocabulary: 2 };
  const x = leaf("cell", Float64Array.from({ length: 400 }, (_, i) => Math.fround((i - 200) / 10)));
  const value = evaluateFormula(cos(blockSize).formula, { blockSize: x });
  const found = (await backend.evaluate([value], many)).arrays[0]!;
  x.data.forEach((angle, i) => assert.ok(Math.abs(found[i]! - Math.cos(angle)) < 1e-6, `cos ${angle}: ${found[i]}`));
  await backend.dispose();
});

formulas.run();
