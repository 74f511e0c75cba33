import { ar, arpc, blockAncestral } from "../../../dsl/mod.ts";
import { timelineSvg } from "../../../runtime/mod.ts";
import type { Picture } from "../page.ts";
import { filmOfRun } from "./film_of_run.ts";

/** One block under the two samplers of the first page. */
export const fourWordsPicture = async (): Promise<Picture> => {
  const films = [
    await filmOfRun({ title: "ancestral", program: blockAncestral({ size: 16, steps: 8 }), process: "absorbing" }),
    await filmOfRun({ title: "arpc", program: arpc({ size: 16, steps: 8, by: ar.nll }), process: "absorbing" }),
  ];
  const alt =
    "A block of 16 letters from noise to committed text, an update a row: ancestral sampling above, ARPC below";
  return { name: "four-words", alt, svg: timelineSvg(films) };
};
