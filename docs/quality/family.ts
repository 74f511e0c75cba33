import type { Formula, Program } from "../../dsl/mod.ts";
import { everyNode } from "../../dsl/interpreters/bodies_of.ts";

/** What kind of sampler a program is, in the order of the picture. */
export const families = ["ancestral", "remasking", "correcting", "re-noising", "unmasking", "adaptive"] as const;

/** One of them. */
export type Family = typeof families[number];

/** What it is called above its panels. */
export const titles: Readonly<Record<Family, string>> = {
  ancestral: "Ancestral and one by one: every token is final",
  remasking: "Remasking: visible tokens may go back",
  correcting: "Correcting: an ancestral update, then some tokens drawn again",
  "re-noising": "Re-noising: a draft, its doubtful tokens made again",
  unmasking: "Unmasking: chosen drafts stay, so many an update",
  adaptive: "Adaptive: as many drafts as are sure, until the block is full",
};

/**
 * The kind of a program, read off its instructions: it ends when the block is full or calm (adaptive), it re-noises a draft,
 * it masks again in the posterior, it draws again behind the posterior, it writes chosen drafts; else it is ancestral.
 */
export const familyOf = (sampler: Program): Family => {
  const nodes = everyNode(sampler.nodes).map(({ node }) => node);
  const has = (tag: string): boolean => nodes.some((node) => node._tag === tag);
  if (has("Until")) { return "adaptive"; }
  if (nodes.some((node) => node._tag === "Write" && !isNothing(node.rest))) { return "re-noising"; }
  if (nodes.some((node) => node._tag === "Posterior" && !isNothing(node.remask))) { return "remasking"; }
  if (has("Posterior") && has("Write")) { return "correcting"; }
  return has("Write") && !isOneByOne(sampler) ? "unmasking" : "ancestral";
};

const isNothing = (formula: Formula): boolean => formula._tag === "Number" && formula.value === 0;

const isOneByOne = (sampler: Program): boolean =>
  everyNode(sampler.nodes).some(({ node }) => node._tag === "Denoise" && node.policy === "perToken");
