import { type Program, program } from "../../../dsl/mod.ts";

/** The program, with rows that end at the model's end token and cost nothing behind it, where it does not say when they end. */
export const endingAtEos = (sampler: Program): Program =>
  program(
    sampler.nodes.map((node) =>
      node._tag === "Blocks" && node.stop === null ? { ...node, stop: { afterEos: "end" } } : node
    ),
  );
