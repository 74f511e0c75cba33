/**
 * Text as lines of at most `width` characters, broken at blanks, and inside of words that are longer.
 *
 * What follows a finished line never changes it, so a growing text can be printed line by line.
 */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, width));

const wrapParagraph = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(" ", width);
    const end = blank > 0 ? blank : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(blank > 0 ? end + 1 : end);
  }
  return [...lines, rest];
};

/** An indented line in several, if it does not fit: the others `hang` columns further to the right. */
export const wrapIndented = (line: string, width: number, hang = 2): readonly string[] => {
  const indent = line.length - line.trimStart().length;
  const [first = "", ...rest] = wrap(line.trimStart(), Math.max(8, width - indent - hang));
  return [" ".repeat(indent) + first, ...rest.map((part) => " ".repeat(indent + hang) + part)];
};

/** Rows of cells as lines with aligned columns; numbers to the right. */
export const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return rows.map((row) =>
    row.map((cell, i) => /^[\d.]+( %)?$/.test(cell) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)).join("  ")
      .trimEnd()
  );
};
