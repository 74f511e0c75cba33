import { suite } from "uvu";
import * as assert from "uvu/assert";
import fc from "fast-check";
import {
  absolute,
  add,
  alphaS,
  alphaT,
  type AnyExpression,
  ar,
  cos,
  dist,
  divide,
  equal,
  less,
  log,
  masked,
  maximum,
  mean,
  memory,
  minimum,
  multiply,
  negate,
  noiseQuota,
  not,
  power,
  printFormula,
  random,
  step,
  subtract,
  sum,
  where,
} from "../../../dsl/mod.ts";
import { arbitraryFormula } from "../../support/arbitrary_formulas.ts";

const cases: readonly (readonly [AnyExpression, string])[] = [
  [noiseQuota, "max(1, round((1 - alphaS) * blockSize))"],
  [subtract(1, subtract(2, step)), "1 - (2 - step)"],
  [subtract(subtract(1, 2), step), "1 - 2 - step"],
  [divide(multiply(2, step), add(alphaT, 1)), "2 * step / (alphaT + 1)"],
  [multiply(2, divide(step, 3)), "2 * (step / 3)"],
  [power(subtract(1, alphaS), -0.5), "(1 - alphaS)^(-0.5)"],
  [negate(power(step, 2)), "-step^2"],
  [negate(add(step, 2)), "-(step + 2)"],
  [subtract(step, -1), "step - -1"],
  [not(less(dist.confidence, 0.9)), "not(dist.confidence < 0.9)"],
  [equal(multiply(masked, 2), add(step, 1)), "masked * 2 = step + 1"],
  [equal(less(step, 1), 0), "(step < 1) = 0"],
  [where(masked, log(ar.nll), cos(random)), "if(masked, ln(ar.nll), cos(random))"],
  [mean(dist.entropy, masked), "mean(dist.entropy where masked)"],
  [sum(masked), "sum(masked)"],
  [minimum(absolute(step), maximum(1, memory("a b"))), 'min(|step|, max(1, memory("a b")))'],
];

const printing = suite("printFormula");
for (const [expression, text] of cases) {
  printing(`writes ${text}`, () => assert.is(printFormula(expression.formula), text));
}
printing("writes every formula, with as many brackets opened as closed", () => {
  fc.assert(
    fc.property(arbitraryFormula, (formula) => {
      const text = printFormula(formula).replace(/"(\\.|[^"\\])*"/g, "");
      assert.is(text.split("(").length, text.split(")").length);
      assert.not.match(text, /undefined|\[object/);
    }),
    { seed: 1 },
  );
});
printing.run();
