import process from "node:process";

/** Where a command writes, and how. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** May lines be drawn over? Not in a pipe or a file. */ readonly redraws: boolean;
  readonly colours: boolean;
  /** Characters of a line. */ readonly width: number;
  /** Lines that can be drawn over. */ readonly height: number;
}

/** How a piece of text looks on a terminal. */
export type Style = "dim" | "bold" | "green" | "cyan" | "yellow" | "red";

const codes: Readonly<Record<Style, string>> = {
  dim: "2",
  bold: "1",
  green: "32",
  cyan: "36",
  yellow: "33",
  red: "31",
};
const narrowest = 24;
const usualWidth = 80;
const usualHeight = 24;

/** The terminal of this process. A pipe gets plain text; `NO_COLOR` and `TERM=dumb` are respected. */
export const thisTerminal = (): Terminal => {
  const isTerminal = process.stdout.isTTY === true && process.env["TERM"] !== "dumb";
  const columns = Number(process.stdout.columns ?? process.env["COLUMNS"] ?? usualWidth);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    redraws: isTerminal,
    colours: isTerminal && (process.env["NO_COLOR"] ?? "") === "",
    width: Math.max(narrowest, columns > 0 ? columns : usualWidth),
    height: process.stdout.rows ?? usualHeight,
  };
};

/** The text in a style, or as it is where there are no colours. */
export const styled = ({ colours }: Pick<Terminal, "colours">, style: Style, text: string): string =>
  colours && text !== "" ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
