import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { derivative, type Formula } from "../../../dsl/mod.ts";
import { cosine, logLinear } from "../../../dsl/schedules/mod.ts";
import { levelAt } from "../../../runtime/exact/evaluate.ts";

const number = fc.double({ min: 0.5, max: 2, noNaN: true }).map((value): Formula => ({ _tag: "Number", value }));
const time = fc.constant<Formula>({ _tag: "Step", of: "t" });

/** Smooth formulas of t that are positive and of moderate size where they are built from such parts. */
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3 },
    number,
    time,
    fc.record({
      _tag: fc.constant("Unary" as const),
      op: fc.constantFrom("negate", "exp", "cosine", "not", "absolute"),
      of: tie("formula"),
    }),
    fc.record({
      _tag: fc.constant("Binary" as const),
      op: fc.constantFrom("add", "subtract", "multiply", "maximum", "minimum"),
      left: tie("formula"),
      right: tie("formula"),
    }),
    fc.record({
      _tag: fc.constant("Binary" as const),
      op: fc.constantFrom("divide", "power"),
      left: number,
      right: tie("formula"),
    }),
  ),
}));

/** Central difference; null near a kink or a pole, where halving the step changes it. */
const difference = (of: Formula, t: number): number | null => {
  const slope = (h: number) => (levelAt(of, t + h) - levelAt(of, t - h)) / (2 * h);
  const [coarse, fine] = [slope(2e-5), slope(1e-5)];
  return Math.abs(coarse - fine) < 1e-5 * (1 + Math.abs(fine)) ? fine : null;
};

const derivatives = suite("derivatives of formulas");

derivatives("agree with differences", () => {
  let compared = 0;
  fc.assert(
    fc.property(formula, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (of, t) => {
      const want = difference(of, t);
      if (want === null || Math.abs(want) > 1e6) return;
      compared++;
      assert.ok(Math.abs(levelAt(derivative(of), t) - want) < 1e-3 * (1 + Math.abs(want)), JSON.stringify(of));
    }),
    { numRuns: 500, seed: 1 },
  );
  assert.ok(compared > 300, `${compared} compared`);
});

derivatives("of the schedules", () => {
  for (const t of [0, 0.3, 1]) {
    assert.is(levelAt(derivative(logLinear(1e-3).formula), t), -0.999);
    const want = -0.999 * (Math.PI / 2) * Math.sin(Math.PI / 2 * (1 - t));
    assert.ok(Math.abs(levelAt(derivative(cosine(1e-3).formula), t) - want) < 1e-15);
  }
});

derivatives("of a root and a logarithm", () => {
  const root: Formula = {
    _tag: "Binary",
    op: "power",
    left: { _tag: "Step", of: "t" },
    right: { _tag: "Number", value: 0.5 },
  };
  assert.ok(Math.abs(levelAt(derivative(root), 0.25) - 1) < 1e-15);
  const log: Formula = { _tag: "Unary", op: "log", of: { _tag: "Step", of: "t" } };
  assert.is(levelAt(derivative(log), 0.25), 4);
});

derivatives("constants are flat", () => {
  assert.equal(derivative({ _tag: "Step", of: "alphaT" }), { _tag: "Number", value: 0 });
  assert.equal(derivative({ _tag: "Step", of: "alphaT" }, "alphaT"), { _tag: "Number", value: 1 });
  assert.equal(derivative({ _tag: "Feature", of: "dist.entropy" }), { _tag: "Number", value: 0 });
});

derivatives.run();
