/** A cell of a notebook. */
export interface NotebookCell {
  readonly kind: "markdown" | "code";
  readonly lines: readonly string[];
}

const HEAD = /^\/\/ %%( \[markdown\])?$/;

const trimmed = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line.trim() !== "") + 1);
};

/** A script's cells: each begins with `// %%`, those of prose with `// %% [markdown]`, where every line is a comment. */
export const cellsOf = (script: string): readonly NotebookCell[] => {
  const cells: { kind: NotebookCell["kind"]; lines: string[] }[] = [];
  for (const line of script.split("\n")) {
    const head = HEAD.exec(line);
    if (head !== null) { cells.push({ kind: head[1] === undefined ? "code" : "markdown", lines: [] }); }
    else { cells.at(-1)?.lines.push(line); }
  }
  return cells.map(({ kind, lines }) => ({
    kind,
    lines: trimmed(kind === "code" ? lines : lines.map((line) => line.replace(/^\/\/ ?/, ""))),
  }));
};

/** Lines as notebooks hold them: all but the last with their line end. */
const sourceOf = (lines: readonly string[]): readonly string[] =>
  lines.map((line, i) => i < lines.length - 1 ? `${line}\n` : line);

/**
 * A script as a Jupyter notebook for Deno's kernel, without outputs.
 *
 * @param script Cells as `cellsOf` reads them; `../` of imports becomes `./`, as notebooks lie one folder up.
 */
export const notebookOf = (script: string): string => {
  const cells = cellsOf(script).map(({ kind, lines }, i) => ({
    cell_type: kind,
    id: `cell-${i + 1}`,
    metadata: {},
    source: sourceOf(lines.map((line) => line.replace(/from "\.\.\//, 'from "./'))),
    ...(kind === "code" ? { execution_count: null, outputs: [] } : {}),
  }));
  const metadata = {
    kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
    language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript" },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
};

/** The code of a notebook, cell after cell: a script that does what running all cells does. */
export const codeOf = (notebook: string): string => {
  const { cells } = JSON.parse(notebook) as {
    readonly cells: readonly { readonly cell_type: string; readonly source: readonly string[] }[];
  };
  return cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => `${source.join("")}\n`).join("\n");
};
