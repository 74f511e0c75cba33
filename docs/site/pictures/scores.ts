import { ar, arpc } from "../../../dsl/mod.ts";
import { sample, type StageRow } from "../../../runtime/mod.ts";
import { oracleFor } from "../../quality/oracle.ts";
import type { Picture } from "../page.ts";
import { prompt } from "./film_of_run.ts";
import { rowsOfCells } from "./rows_of_cells.ts";

/** The drafts, scores and picks of the corrections of one block. */
const correctionsOf = async (): Promise<
  { readonly rows: readonly StageRow[]; readonly symbols: readonly string[] }
> => {
  const oracle = await oracleFor("absorbing", "full");
  const sampler = arpc({ size: 16, steps: 4, by: ar.nll });
  const { trace } = await sample(sampler, oracle, {
    length: 32,
    rows: [{ prompt }],
    seed: 1,
    trace: "stage",
    backend: "host",
  });
  const rows = trace.flatMap((event) =>
    event._tag === "Stage" && event.stage === "Select" && event.rows[0]!.score !== undefined ? [event.rows[0]!] : []
  );
  return { rows, symbols: oracle.symbols };
};

/** What a corrector saw: each drafted letter, the score as a bar, what was picked. */
export const scoresPicture = async (): Promise<Picture> => {
  const { rows, symbols } = await correctionsOf();
  const highest = Math.max(...rows.flatMap(({ score }) => score ?? []));
  const drawn = rows.map(({ draft = [], score = [], picked = [] }, step) => ({
    label: `draft of update ${step + 1}`,
    boxes: draft.map((token, i) => ({
      text: symbols[token] ?? "",
      kind: picked[i] ? "marked" as const : "token" as const,
      bar: score[i]! / highest,
    })),
  }));
  const alt =
    "Drafts of three updates, letter by letter, with the score of each as a bar; the highest are marked and noised again";
  return { name: "scores", alt, svg: rowsOfCells(alt, drawn) };
};
