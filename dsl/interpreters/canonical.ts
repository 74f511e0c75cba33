/** Data as JSON with sorted keys and without functions; numbers that JSON lacks keep their names, -0 is 0. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) { return `[${value.map(canonical).join(",")}]`; }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && typeof inner !== "function");
    const sorted = entries.sort(([a], [b]) => a < b ? -1 : 1);
    return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
  }
  return typeof value === "number" ? String(value + 0) : JSON.stringify(value);
};

/** Do both say the same, whatever the order of their keys? */
export const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
