import * as v from "valibot";
import type { Execution, Extraction } from "./execution.ts";
import type { PythonValue } from "./python_value.ts";

const decimal = (hex: string): string => hex.startsWith("-") ? `-${BigInt(hex.slice(1))}` : String(BigInt(hex));

const value: v.GenericSchema<unknown, PythonValue> = v.lazy(() =>
  v.variant("type", [
    v.object({ type: v.literal("none"), value: v.null() }),
    v.object({ type: v.literal("bool"), value: v.boolean() }),
    v.object({ type: v.literal("int"), value: v.pipe(v.string(), v.regex(/^-?0x[0-9a-f]+$/), v.transform(decimal)) }),
    v.object({ type: v.literal("float"), value: v.string() }),
    v.object({ type: v.literal("str"), value: v.string() }),
    v.object({ type: v.picklist(["tuple", "list"]), value: v.array(value) }),
    v.object({ type: v.literal("other"), value: v.string() }),
  ])
);

const schema = v.variant("tag", [
  v.object({ tag: v.literal("Code"), code: v.string() }),
  v.object({ tag: v.literal("Returned"), code: v.string(), value, printed: v.string() }),
  v.object({ tag: v.literal("NoFunction"), code: v.string() }),
  v.object({ tag: v.literal("Raised"), exception: v.string() }),
  v.object({ tag: v.literal("OutOfMemory") }),
]);

/** The longest reply that is read, in characters: what a program of arithmetic never reaches. */
const longestReply = 1 << 22;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Reads what the sandbox replied. The reply is not trusted: a program may have tampered with what writes it. */
export const readReply = (text: string): Execution | Extraction => {
  if (text.length > longestReply) { return { _tag: "Stopped", reason: `it left ${text.length} characters` }; }
  const read = v.safeParse(schema, parsed(text));
  if (!read.success) { return { _tag: "Stopped", reason: "it left no reply of the sandbox's format" }; }
  const { tag, ...rest } = read.output;
  return { _tag: tag, ...rest } as Execution | Extraction;
};
