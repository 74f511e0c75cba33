import { buildSampler, type Program, samplerNamed } from "blockgen/dsl";
import type { ModelChoice, Setup, SideSetup } from "../setup.ts";

/** A catalogue's sampler with the settings of a first try. */
export const quickSampler = (name: string): Program => {
  const entry = samplerNamed(name);
  if (entry === undefined) { throw new Error(`the catalogue has no sampler ${name}`); }
  return buildSampler(entry, entry.quick);
};

/** A side that runs such a sampler. */
export const sideOf = (model: ModelChoice, sampler: string): SideSetup => ({
  model,
  sampler,
  nodes: quickSampler(sampler).nodes,
});

const book: ModelChoice = { _tag: "Book", process: "absorbing" };

/** The beginning of the book that ships. */
export const bookPrompt = "In the beginning ";

/** What the page opens with: the paper's comparison, on a model whose truth is known. */
export const firstSetup: Setup = {
  version: 1,
  sides: [sideOf(book, "block-ancestral"), sideOf(book, "arpc")],
  text: "",
  prompt: bookPrompt,
  length: 64,
  seed: 1,
  lesson: null,
};
