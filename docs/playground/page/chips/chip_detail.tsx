import type { Chip } from "../../program/chips.ts";
import { removed } from "../../program/edit.ts";
import { type Half, setup } from "../store.ts";
import { changePipeline, turnKnob } from "./change.ts";
import { KnobField } from "./knob_field.tsx";
import { selected } from "./selection.ts";

/** What a stage does, its knobs, and the button that takes it out. */
export const ChipDetail = ({ half, chip }: { half: Half; chip: Chip }) => {
  const nodes = setup.value.sides[half].nodes;
  const remove = (): void => {
    selected[half]!.value = null;
    changePipeline(half, removed(nodes, chip.path));
  };
  return (
    <div class="detail" role="group" aria-label={`Settings of ${chip.label}`}>
      <p>{chip.says}</p>
      <div class="fields">
        {chip.knobs.map((knob) => (
          <KnobField
            key={knob.name}
            knob={knob}
            onChange={(value) => turnKnob(half, chip.path, knob, knob.name, value)}
          />
        ))}
        <button type="button" class="remove" onClick={remove}>{`Remove ${chip.label}`}</button>
      </div>
    </div>
  );
};
