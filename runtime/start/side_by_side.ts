import { compare } from "../../dsl/mod.ts";
import { wrapIndented } from "../cli/layout.ts";
import { styled, type Terminal } from "../cli/terminal.ts";
import type { Act } from "./programs.ts";

const GAP = 3;
/** Narrower columns are not worth reading: what belongs side by side then stands one below the other. */
const NARROWEST = 32;
const WIDEST = 60;

/** Characters of each of two columns. */
export const columnWidth = ({ width }: Pick<Terminal, "width">): number =>
  Math.min(WIDEST, Math.floor((width - GAP) / 2));

/** Is there room for two columns? */
export const hasTwoColumns = (terminal: Pick<Terminal, "width">): boolean => columnWidth(terminal) >= NARROWEST;

/** Two columns as one line; `left` may hold escape codes, so its visible length is told apart. */
export const joinColumns = (left: string, visible: number, right: string, width: number): string =>
  `${left}${" ".repeat(Math.max(0, width - visible) + GAP)}${right}`.trimEnd();

/** Two pipelines with a mark at the lines that differ. */
export const pipelines = ([left, right]: readonly [Act, Act], terminal: Terminal): readonly string[] => {
  const pairs = compare(left.program, right.program);
  const marked = (line: string | null, same: boolean, width: number) =>
    line === null ? [] : wrapIndented(line, width - 2).map((part, i) => (same || i > 0 ? "  " : "> ") + part);
  if (!hasTwoColumns(terminal)) {
    return [left, right].flatMap(({ name }, side) => [
      styled(terminal, "bold", name),
      ...pairs.flatMap(({ left, right, same }) =>
        marked(side === 0 ? left : right, same, terminal.width).map((line) =>
          same ? line : styled(terminal, "green", line)
        )
      ),
    ]);
  }
  const width = columnWidth(terminal);
  return [
    joinColumns(styled(terminal, "bold", left.name), left.name.length, styled(terminal, "bold", right.name), width),
    ...pairs.flatMap(({ left, right, same }) => {
      const [a, b] = [marked(left, same, width), marked(right, same, width)];
      const paint = (text: string) => same ? text : styled(terminal, "green", text);
      return Array.from(
        { length: Math.max(a.length, b.length) },
        (_, i) => joinColumns(paint(a[i] ?? ""), (a[i] ?? "").length, paint(b[i] ?? ""), width),
      );
    }),
  ];
};
