import { isLeft } from "fp-ts/lib/Either.js";
import { goldAnswer, textAnswer } from "../../runtime/eval/gsm8k/answers.ts";
import type { Python } from "../../runtime/eval/gsm8k/execution.ts";
import { grade } from "../../runtime/eval/gsm8k/grade.ts";
import { numbersEqual, toNumber } from "../../runtime/eval/gsm8k/numbers.ts";
import { describePythonUnavailable, openPython } from "../../runtime/eval/gsm8k/python_pool_node.ts";
import { doubleOf, exception, type PythonResult, type PythonValue } from "../../runtime/eval/gsm8k/python_value.ts";
import { type Case, failed, passed, type SetReport } from "./report.ts";

/** The parts of gsm8k.json that are read. */
export interface Gsm8kSet {
  readonly to_number?: readonly FunctionCase[];
  readonly extract_gold_answer?: readonly FunctionCase[];
  readonly extract_text_answer?: readonly FunctionCase[];
  readonly extract_code?: readonly FunctionCase[];
  readonly numbers_equal?: readonly {
    readonly pred: PythonValue;
    readonly gold: PythonValue;
    readonly expected: boolean | PythonResult;
  }[];
  readonly evaluate_samples?: readonly SampleCase[];
}

interface FunctionCase {
  readonly input: PythonValue;
  readonly expected: PythonResult;
}

interface SampleCase {
  readonly description: string;
  readonly sample: string;
  readonly answer: string;
  readonly timeout_s: number;
  readonly expected: boolean | PythonResult;
}

/** The value with numbers in one spelling, for comparison; exceptions are all alike. */
const canonical = (value: PythonResult | boolean): unknown => {
  if (typeof value === "boolean") { return value; }
  if (value.type === "exception") { return "exception"; }
  if (value.type === "float") { return ["float", String(doubleOf(value.value))]; }
  if (value.type === "int") { return ["int", String(BigInt(value.value))]; }
  return [value.type, value.value];
};

const compare = (name: string, found: PythonResult | boolean, wanted: PythonResult | boolean): Case => {
  const [a, b] = [found, wanted].map((value) => JSON.stringify(canonical(value)));
  return { name, outcome: a === b ? passed : failed(`wanted ${b}, found ${a}`) };
};

/** A text for a function that takes one; anything else raises there. */
const onText = (run: (text: string) => PythonResult) => (input: PythonValue): PythonResult =>
  input.type === "str" ? run(input.value) : exception("TypeError");

/** The text function takes every empty value for an empty text. */
const emptyAsText = (input: PythonValue): PythonValue => input.type === "none" ? { type: "str", value: "" } : input;

const functionCases = (
  name: string,
  cases: readonly FunctionCase[] | undefined,
  run: (input: PythonValue) => PythonResult | Promise<PythonResult>,
) =>
  Promise.all(
    (cases ?? []).map(async ({ input, expected }) =>
      compare(`${name}(${JSON.stringify(input.value)})`, await run(input), expected)
    ),
  );

const extract = (python: Python) => async (input: PythonValue): Promise<PythonResult> => {
  if (input.type !== "str") { return exception("TypeError"); }
  const extraction = await python.extract(input.value);
  return extraction._tag === "Code"
    ? { type: "str", value: extraction.code }
    : exception(extraction._tag === "Raised" ? extraction.exception : extraction._tag);
};

const equalCases = (cases: Gsm8kSet["numbers_equal"]): readonly Case[] =>
  (cases ?? []).map(({ pred, gold, expected }) =>
    compare(`numbers_equal(${pred.value}, ${gold.value})`, numbersEqual(pred, gold), expected)
  );

/** A sample on which the original raises is one that it does not count as correct. */
const sampleCase = async (
  python: Python,
  { description, sample, answer, timeout_s, expected }: SampleCase,
): Promise<Case> => {
  const { correct } = await grade(python, sample, answer, timeout_s);
  return compare(`evaluate_samples: ${description}`, correct, typeof expected === "boolean" ? expected : false);
};

const compareAll = async (golden: Gsm8kSet, python: Python): Promise<SetReport> => ({
  set: "gsm8k",
  groups: [
    { name: "to_number", cases: await functionCases("to_number", golden.to_number, toNumber) },
    { name: "gold answers", cases: await functionCases("gold", golden.extract_gold_answer, onText(goldAnswer)) },
    {
      name: "text answers",
      cases: await functionCases("text", golden.extract_text_answer, (input) => onText(textAnswer)(emptyAsText(input))),
    },
    { name: "extracted programs", cases: await functionCases("extract_code", golden.extract_code, extract(python)) },
    { name: "equalities", cases: equalCases(golden.numbers_equal) },
    {
      name: "programs run",
      cases: await Promise.all((golden.evaluate_samples ?? []).map((sample) => sampleCase(python, sample))),
    },
  ],
});

/** Infinities as Python spells them: the reader of golden files makes numbers of these texts. */
const respelled = (golden: Gsm8kSet): Gsm8kSet =>
  JSON.parse(JSON.stringify(golden, (_, x) => x === Infinity ? "inf" : x === -Infinity ? "-inf" : x)) as Gsm8kSet;

/** Compares the answer checker with gsm8k.json, programs included: these run in the sandbox, within the time limits of the file. */
export const checkGsm8k = async (golden: Gsm8kSet): Promise<SetReport> => {
  const python = await openPython({ workers: 2 })();
  if (isLeft(python)) {
    const why = describePythonUnavailable(python.left);
    return { set: "gsm8k", groups: [{ name: "sandbox", cases: [{ name: "open", outcome: failed(why) }] }] };
  }
  try {
    return await compareAll(respelled(golden), python.right);
  } finally {
    await python.right.close();
  }
};
