import { ar, arpc } from "../../../dsl/mod.ts";
import { type BackendName, sample } from "../../../runtime/mod.ts";
import { oracleFor } from "../../quality/oracle.ts";
import type { Picture } from "../page.ts";
import { prompt } from "./film_of_run.ts";
import { type Box, rowsOfCells } from "./rows_of_cells.ts";

const textOf = async (backend: BackendName, seed: number, rows: number): Promise<string> => {
  const oracle = await oracleFor("absorbing", "full");
  const batch = Array.from({ length: rows }, () => ({ prompt }));
  const result = await sample(arpc({ size: 16, steps: 4, by: ar.nll }), oracle, {
    length: 48,
    rows: batch,
    seed,
    backend,
  });
  return result.rows[0]!.text!;
};

const boxes = (text: string, truth: string): readonly Box[] =>
  Array.from(text, (letter, i) => ({ text: letter, kind: letter === truth[i] ? "token" : "marked" }));

/** One text on several backends and in a batch, and the text of another seed. */
export const determinismPicture = async (): Promise<Picture> => {
  const truth = await textOf("host", 1, 1);
  const cases = [["host, alone", "host", 1, 1], ["cpu, alone", "cpu", 1, 1], [
    "webasm, in a batch of 8",
    "webasm",
    1,
    8,
  ], [
    "host, seed 2",
    "host",
    2,
    1,
  ]] as const;
  const rows = [];
  for (const [label, backend, seed, count] of cases) {
    rows.push({ label, boxes: boxes(await textOf(backend, seed, count), truth) });
  }
  const alt =
    "The same text on three backends, alone and in a batch, at one seed; another seed differs in the marked letters";
  return { name: "determinism", alt, svg: rowsOfCells(alt, rows) };
};
