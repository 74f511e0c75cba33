import { type Signal, signal } from "@preact/signals";
import { program } from "blockgen/dsl";
import { hasCorrect, type Off, switchedOff, switchedOn } from "../../program/without_correct.ts";
import { type Half, halves, setup } from "../store.ts";
import { ToggleField } from "../toggle_field.tsx";
import { changePipeline } from "./change.ts";

/** The groups that each side has switched off. */
const offs: readonly Signal<readonly Off[]>[] = halves.map(() => signal([]));

/** Switches the groups `correct` off and on; nothing for programs without one. */
export const CorrectSwitch = ({ half }: { half: Half }) => {
  const { nodes } = setup.value.sides[half];
  const off = offs[half]!;
  const on = hasCorrect(program(nodes));
  if (!on && switchedOn(nodes, off.value) === nodes) { return null; }
  const turn = (to: boolean): void => {
    if (to) { return changePipeline(half, switchedOn(nodes, off.value)); }
    const without = switchedOff(nodes);
    off.value = without.off;
    changePipeline(half, without.nodes);
  };
  return <ToggleField label="correct" name="correct" value={on} onChange={turn} />;
};
