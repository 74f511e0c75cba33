export { type Environment, evaluateFormula } from "./evaluate_formula.ts";
export { rowNumber } from "./interpret.ts";
export { memoryKey, VALID } from "./names.ts";
