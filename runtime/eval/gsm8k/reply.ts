import * as v from "valibot";
import type { Execution, Extraction } from "./execution.ts";
import { longestInteger } from "./numbers.ts";
import type { PythonValue } from "./python_value.ts";

const decimal = (hex: string): string => hex.startsWith("-") ? `-${BigInt(hex.slice(1))}` : String(BigInt(hex));

/** Characters of the longest whole number, a minus and `0x` among them: the time to write it in decimal grows with their square. */
const longestHex = 3 + Math.ceil(longestInteger * Math.log(10) / Math.log(16));

/** Items of the longest list that is written as one. */
const longestList = 100;

const whole = v.pipe(v.string(), v.maxLength(longestHex), v.regex(/^-?0x[0-9a-f]+$/), v.transform(decimal));

const plain = [
  v.object({ type: v.literal("none"), value: v.null() }),
  v.object({ type: v.literal("bool"), value: v.boolean() }),
  v.object({ type: v.literal("int"), value: whole }),
  v.object({ type: v.literal("float"), value: v.string() }),
  v.object({ type: v.literal("str"), value: v.string() }),
  v.object({ type: v.literal("other"), value: v.string() }),
] as const;

type Values = v.GenericSchema<unknown, PythonValue>;

const orListOf = (item: Values): Values =>
  v.variant("type", [
    ...plain,
    v.object({ type: v.picklist(["tuple", "list"]), value: v.pipe(v.array(item), v.maxLength(longestList)) }),
  ]);

/** As deep as the sandbox writes it, and no deeper: a schema that calls itself would follow a forged reply down the stack. */
const value = orListOf(orListOf(v.variant("type", plain)));

/** Names of exceptions stand in reports, and a program can make one of any name: control characters, or without end. */
const exceptionName = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}_]{1,100}$/u));

const schema = v.variant("tag", [
  v.object({ tag: v.literal("Code"), code: v.string() }),
  v.object({ tag: v.literal("Returned"), code: v.string(), value, printed: v.string() }),
  v.object({ tag: v.literal("NoFunction"), code: v.string() }),
  v.object({ tag: v.literal("Raised"), exception: exceptionName }),
  v.object({ tag: v.literal("OutOfMemory") }),
]);

/** The longest reply that is read, in characters: what a program of arithmetic never reaches. */
const longestReply = 1 << 22;

/** Null is no reply. Whatever reading it throws is the doing of the program, not ours. */
const parsed = (text: string): v.InferOutput<typeof schema> | null => {
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
};

/** Reads what the sandbox replied. The reply is not trusted: a program may have tampered with what writes it. */
export const readReply = (text: string): Execution | Extraction => {
  if (text.length > longestReply) { return { _tag: "Stopped", reason: `it left ${text.length} characters` }; }
  const read = parsed(text);
  if (read === null) { return { _tag: "Stopped", reason: "it left no reply of the sandbox's format" }; }
  const { tag, ...rest } = read;
  return { _tag: tag, ...rest } as Execution | Extraction;
};
