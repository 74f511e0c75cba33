import { everyNode } from "../../../dsl/interpreters/bodies_of.ts";
import type { Program } from "../../../dsl/mod.ts";
import type { OracleKind } from "../../models/mod.ts";

/** What an oracle's predictions must mean for a program: what it insists on, else leave-one-out. */
export const predictionOf = (sampler: Program): OracleKind => {
  const kinds = everyNode(sampler.nodes).flatMap(({ node }) =>
    "assume" in node && node.assume !== "declared" ? [node.assume] : []
  );
  return kinds[0] ?? "loo";
};
