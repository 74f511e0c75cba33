/**
 * Source text that knows where it may break: a word, or a list in brackets. `name` is what has to be imported for it.
 */
export interface Code {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  readonly name: string | null;
}

/** Longest line. */
const WIDTH = 110;
const INDENT = "  ";

/** Text that stands for itself. */
export const text = (open: string): Code => ({ open, items: [], close: "", name: null });

/** Something imported, `ar.nll` from `ar`. */
export const word = (open: string): Code => ({ ...text(open), name: open.split(".")[0] });

/** A literal. */
export const literal = (value: string | number | boolean): Code =>
  text(typeof value === "string" ? JSON.stringify(value) : Object.is(value, -0) ? "-0" : String(value));

/** A call of something imported. */
export const call = (name: string, ...items: readonly Code[]): Code => ({ open: `${name}(`, items, close: ")", name });

/** An object without the entries that are null. */
export const record = (entries: Readonly<Record<string, Code | null>>): Code => ({
  open: "{ ",
  items: Object.entries(entries).flatMap(([key, value]) =>
    value === null ? [] : [{ ...value, open: `${key}: ${value.open}` }]
  ),
  close: " }",
  name: null,
});

/** Names in braces, as an import has them. */
export const braces = (names: readonly string[]): Code => ({
  open: "{ ",
  items: names.map(text),
  close: " }",
  name: null,
});

/** The entries as an argument; none if they all are null. */
export const options = (entries: Readonly<Record<string, Code | null>>): readonly Code[] =>
  Object.values(entries).every((value) => value === null) ? [] : [record(entries)];

/** Everything that the code imports. */
export const namesIn = (code: Code): readonly string[] => [
  ...(code.name === null ? [] : [code.name]),
  ...code.items.flatMap(namesIn),
];

/** The code as text, on one line where it fits. */
export const layout = (code: Code, indent = "", taken = 0): string => {
  const flat = flatten(code);
  if (code.items.length === 0 || indent.length + taken + flat.length <= WIDTH) { return flat; }
  return hugging(code) ? layoutHugging(code, indent) : layoutTall(code, indent);
};

/** Only the last of a call's arguments is long: the brackets of both may share their lines. */
const hugging = ({ items, open }: Code): boolean =>
  open.endsWith("(") && items.at(-1)!.items.length > 0 && items.slice(0, -1).every((item) => item.items.length === 0);

const layoutHugging = ({ open, items, close }: Code, indent: string): string => {
  const start = open + items.slice(0, -1).map((item) => `${flatten(item)}, `).join("");
  return start + layout(items.at(-1)!, indent, start.length + 2) + close;
};

const layoutTall = ({ open, items, close }: Code, indent: string): string => {
  const inner = indent + INDENT;
  const lines = items.map((item) => `${inner}${layout(item, inner, 1)},\n`).join("");
  return `${open.trimEnd()}\n${lines}${indent}${close.trimStart()}`;
};

const flatten = ({ open, items, close }: Code): string =>
  items.length === 0 ? open.trimEnd() + close.trimStart() : open + items.map(flatten).join(", ") + close;
