import { type Body, samplers } from "blockgen/dsl";
import { isSame } from "../../../../dsl/interpreters/canonical.ts";
import { withKnob } from "../../program/edit.ts";
import type { Knob, KnobValue } from "../../program/knob.ts";
import type { Path } from "../../program/path.ts";
import { quickSampler } from "../defaults.ts";
import { type Half, notice, setSide, setup } from "../store.ts";

/** The catalogue's sampler that these nodes are; null if they are none. */
const catalogueName = (nodes: Body): string | null =>
  samplers.find(({ name }) => isSame(quickSampler(name).nodes, nodes))?.name ?? null;

/** Gives a side another pipeline. */
export const changePipeline = (half: Half, nodes: Body): void =>
  setSide(half, { nodes, sampler: catalogueName(nodes) });

/** Turns a knob; a value that is none for it changes nothing and says so. */
export const turnKnob = (half: Half, path: Path, knob: Knob, name: string, value: KnobValue): void => {
  const before = setup.value.sides[half].nodes;
  const after = withKnob(before, path, name, value);
  if (after !== before) { return changePipeline(half, after); }
  if (knob._tag === "Number" && knob.value !== value) {
    notice.value = { text: `${knob.label} must be ${knob.range}: found ${value}`, alarm: true };
  }
};
