import { type Program, program } from "../../../dsl/mod.ts";

/** The program with blocks of a size where it takes the whole row as one block; as it is where it has blocks already. */
export const inBlocks = (sampler: Program, size: number): Program =>
  program(sampler.nodes.map((node) => node._tag === "Blocks" && node.size === "sequence" ? { ...node, size } : node));
