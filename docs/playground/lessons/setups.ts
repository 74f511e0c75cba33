import type { Process, Program } from "blockgen/dsl";
import type { ModelChoice, Setup, SideSetup } from "../setup.ts";

/** The exact oracle of the book that ships. */
export const book = (process: Process): ModelChoice => ({ _tag: "Book", process });

/** A side that runs a program; `sampler` names the catalogue's if it is that one, unchanged. */
export const side = (model: ModelChoice, program: Program, sampler: string | null = null): SideSetup => ({
  model,
  sampler,
  nodes: program.nodes,
});

/** How the book begins: sixteen characters, one block, so that all that is made lies behind it. */
export const beginning = "In the beginning";

/** What the lessons share, and what is different in one. */
export const lessonSetup = (
  lesson: number,
  left: SideSetup,
  right: SideSetup,
  rest: Partial<Pick<Setup, "text" | "prompt" | "length" | "seed">> = {},
): Setup => ({
  version: 1,
  sides: [left, right],
  text: "",
  prompt: beginning,
  length: 64,
  seed: 1,
  lesson,
  ...rest,
});
