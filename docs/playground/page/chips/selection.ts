import { type Signal, signal } from "@preact/signals";
import type { Path } from "../../program/path.ts";
import { halves } from "../store.ts";

/** What is open in a side's pipeline: the settings of a chip, or the stages that a gap could take. */
export interface Selected {
  readonly what: "chip" | "gap";
  readonly path: Path;
}

/** What is open, for each side. */
export const selected: readonly Signal<Selected | null>[] = halves.map(() => signal(null));

/** Opens a place, or closes it if it is open. */
export const toggle = (half: number, what: Selected["what"], path: Path): void => {
  const open = selected[half]!;
  open.value = isSelected(half, what, path) ? null : { what, path };
};

/** Is it open? */
export const isSelected = (half: number, what: Selected["what"], path: Path): boolean => {
  const open = selected[half]!.value;
  return open !== null && open.what === what && open.path === path;
};
