import type { Chip } from "../../program/chips.ts";

/** All chips, outer ones first. */
export const everyChip = (chips: readonly Chip[]): readonly Chip[] =>
  chips.flatMap((chip) => [chip, ...chip.bodies.flatMap((body) => everyChip(body.chips))]);
