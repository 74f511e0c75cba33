/**
 * A Python value as data, in the format of the golden records: integers and floats keep Python's own spelling, so that
 * none loses digits.
 */
export type PythonValue = Readonly<
  | { type: "none"; value: null }
  | { type: "bool"; value: boolean }
  /** Decimal digits with an optional minus. */ | { type: "int"; value: string }
  /** Python's shortest notation; `nan`, `inf` and `-inf` are possible. */ | { type: "float"; value: string }
  | { type: "str"; value: string }
  | { type: "tuple" | "list"; value: readonly PythonValue[] }
  | { type: "dict"; value: unknown }
  /** Anything else, by the name of its type. */ | { type: "other"; value: string }
>;

/** What a Python function left: a value, or the name of the exception that it raised. */
export type PythonResult = PythonValue | Readonly<{ type: "exception"; value: string }>;

/** Python's `None`. */
export const none: PythonValue = { type: "none", value: null };

/** A whole number as a Python value. */
export const int = (value: bigint): PythonValue => ({ type: "int", value: String(value) });

/** A double as a Python value. */
export const float = (value: number): PythonValue => ({ type: "float", value: spelled(value) });

/** An exception by its name. */
export const exception = (value: string): PythonResult => ({ type: "exception", value });

/** The double that Python's notation stands for. */
export const doubleOf = (spelling: string): number =>
  /^[-+]?inf$/.test(spelling) ? (spelling.startsWith("-") ? -Infinity : Infinity) : Number(spelling);

/** Python's `repr` of a double, up to the layout of exponents. */
const spelled = (value: number): string =>
  Number.isNaN(value)
    ? "nan"
    : !Number.isFinite(value)
    ? (value < 0 ? "-inf" : "inf")
    : Object.is(value, -0)
    ? "-0.0"
    : Number.isInteger(value) && Math.abs(value) < 1e16
    ? `${value}.0`
    : String(value);
