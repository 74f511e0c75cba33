import { type Abilities, buildSampler, check, type Process, samplerNamed } from "../../../dsl/mod.ts";
import type { Picture } from "../page.ts";
import { rowsOfCells } from "./rows_of_cells.ts";

const names = [
  "autoregressive",
  "ancestral",
  "arpc",
  "mdlm",
  "duo",
  "p2",
  "draft-and-verify",
  "classifier-free",
  "diffusion-gemma",
];

const network = (process: Process, more: Partial<Abilities> = {}): Abilities => ({
  process,
  vocabulary: 100,
  prediction: "unknown",
  arVerify: false,
  rawAtVisible: process === "uniform",
  unconditional: false,
  selfConditioning: false,
  blockSizes: "any",
  maximumLength: 4096,
  ...more,
});

const models: readonly (readonly [string, Abilities])[] = [
  ["masked, predicts only", network("absorbing")],
  ["masked, verifies too", network("absorbing", { arVerify: true, rawAtVisible: true })],
  ["uniform, predicts only", network("uniform")],
  ["uniform, verifies too", network("uniform", { arVerify: true })],
];

/** What `check` says of some samplers on some models. */
export const abilitiesPicture = (): Picture => {
  const runs = (name: string, abilities: Abilities) =>
    check(buildSampler(samplerNamed(name)!, { block: 16, steps: 8 }), abilities, { length: 256 }).length === 0;
  const legend = { label: "models", boxes: models.map((_, i) => ({ text: String(i + 1), kind: "token" as const })) };
  const rows = names.map((name) => ({
    label: name,
    boxes: models.map(([, abilities]) =>
      runs(name, abilities) ? { text: "✓", kind: "yes" as const } : { text: "–", kind: "no" as const }
    ),
  }));
  const key = models.map(([words], i) => ({ label: `${i + 1}: ${words}`, boxes: [] }));
  const alt = "Which of nine samplers run on four kinds of models, as check says it";
  return { name: "abilities", alt, svg: rowsOfCells(alt, [legend, ...rows, ...key]) };
};
