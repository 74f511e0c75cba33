import type { Knob, KnobValue } from "../../program/knob.ts";
import { ChoiceField } from "../choice_field.tsx";
import { NumberField } from "../number_field.tsx";
import { ToggleField } from "../toggle_field.tsx";

/** What can be set at a stage, as a field. */
export const KnobField = ({ knob, onChange }: { knob: Knob; onChange: (value: KnobValue) => void }) => {
  if (knob._tag === "Number") { return <NumberField {...knob} onChange={onChange} />; }
  if (knob._tag === "Choice") { return <ChoiceField {...knob} onChange={onChange} />; }
  if (knob._tag === "Toggle") { return <ToggleField {...knob} onChange={onChange} />; }
  return (
    <p class="formula">
      <span>{knob.label}</span>
      <code>{knob.value}</code>
    </p>
  );
};
