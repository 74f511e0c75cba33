import { canonical } from "../../../dsl/interpreters/canonical.ts";
import { hash, samplerNamed } from "../../../dsl/mod.ts";
import { type Cell, programOf } from "./cells.ts";
import { groupBy } from "./group.ts";

/** Is a cell's program what this version of the package makes of its sampler and knobs? */
export const isCurrent = (cell: Cell): boolean => {
  try {
    return samplerNamed(cell.sampler) !== undefined && hash(programOf(cell)) === cell.program;
  } catch {
    // Knobs of another version may be none that this one can build with.
    return false;
  }
};

/** All of a cell but its program, and the steps that a budget bought. */
const askedOf = (cell: Cell): string => {
  const settings = cell.budget === null ? cell.settings : { ...cell.settings, steps: undefined };
  return canonical({ ...cell, settings, seed: 0, program: "" });
};

/** Cells that were asked for alike: where their programs differ, the sampler of this name is not what it was. */
const twinsIn = (cells: readonly Cell[]): readonly (readonly Cell[])[] => groupBy(cells, askedOf);

const programs = (cells: readonly Cell[]): number => new Set(cells.map(({ program }) => program)).size;

/** Do some of these cells have several programs for what was asked for alike? */
export const mixesPrograms = (cells: readonly Cell[]): boolean => twinsIn(cells).some((twins) => programs(twins) > 1);

/**
 * What tells programs of one sampler apart. Each point of a line has a program of its own, so that what matters is whose they are:
 * of this version or of another. Which other one is not recorded: of several, hashes are all that is known.
 */
export const programName = (cells: readonly Cell[]): (cell: Cell) => string => {
  const several = twinsIn(cells).some((twins) => programs(twins.filter((one) => !isCurrent(one))) > 1);
  return (cell) => isCurrent(cell) ? "current" : several ? cell.program.slice(0, 8) : "other";
};
