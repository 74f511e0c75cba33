import type { Abilities } from "../abilities.ts";
import type { Program } from "../program.ts";
import { everyNode } from "./bodies_of.ts";
import { blockProblems, type PlannedRun } from "./check_blocks.ts";
import { formulaProblems } from "./check_formulas.ts";
import { knobProblems } from "./check_knobs.ts";
import { modelProblems } from "./check_model.ts";
import { slotProblems } from "./check_slots.ts";
import type { Problem } from "./problem.ts";

export type { PlannedRun } from "./check_blocks.ts";
export { type At, describe, type Problem } from "./problem.ts";

/**
 * All that keeps a program from running, at once and as data; nothing if it can run.
 *
 * Slots, knobs and formulas are always looked at; abilities, tokens and block sizes when a model is given; the row's length when it is known.
 */
export const check = (
  program: Program,
  abilities?: Abilities,
  run: PlannedRun = {},
): readonly Problem[] => [
  ...slotProblems(program.nodes),
  ...everyNode(program.nodes).flatMap((placed) => [...knobProblems(placed), ...formulaProblems(placed)]),
  ...blockProblems(program.nodes, abilities ?? null, run),
  ...(abilities === undefined ? [] : modelProblems(program.nodes, abilities)),
];
