import { check, type SamplerEntry, samplerFacts } from "../../dsl/mod.ts";
import { timelineSvg } from "../../runtime/mod.ts";
import { programOf } from "../quality/cells.ts";
import { oracleFor } from "../quality/oracle.ts";
import { filmOfRun } from "./pictures/film_of_run.ts";
import type { Picture } from "./page.ts";

/** Updates of a block, where a sampler has that knob: as many rows as one looks at. */
const steps = 8;

/** One block of a sampler at work on the exact model of the shipped book; nothing where that model lacks what it needs. */
export const samplerFilm = async (entry: SamplerEntry): Promise<Picture | null> => {
  const own = entry.parameters;
  const program = programOf(entry, {
    ...own,
    ...(own.steps === undefined ? {} : { steps }),
    ...(own.block === undefined ? {} : { block: 16 }),
  });
  const process = samplerFacts(entry).process[0]!;
  const { abilities } = await oracleFor(process, "full");
  if (check(program, abilities, { length: 32 }).length > 0) { return null; }
  const film = await filmOfRun({ title: entry.name, program, process });
  const alt = `A block of 16 letters under ${entry.name}, from noise to committed text, an update a row`;
  return { name: `run-${entry.name}`, alt, svg: timelineSvg([film], { heading: false }) };
};
