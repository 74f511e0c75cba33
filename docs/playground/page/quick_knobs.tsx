import { chipsOf } from "../program/chips.ts";
import { CorrectSwitch } from "./chips/correct_switch.tsx";
import { turnKnob } from "./chips/change.ts";
import { everyChip } from "./chips/every_chip.ts";
import { KnobField } from "./chips/knob_field.tsx";
import { type Half, setup } from "./store.ts";

/** The knobs that everyone turns, and what they are called above the results. */
const QUICK = [
  { tag: "Blocks", knob: "size", name: "block", label: "block size" },
  { tag: "Denoise", knob: "steps", name: "steps", label: "steps" },
] as const;

/** Block size and steps of the first loop of each kind and the switch of `correct`, without opening a chip. */
export const QuickKnobs = ({ half }: { half: Half }) => {
  const all = everyChip(chipsOf(setup.value.sides[half].nodes));
  return (
    <div class="fields quick">
      {QUICK.map(({ tag, knob: wanted, name, label }) => {
        const chip = all.find((one) => one.tag === tag);
        const knob = chip?.knobs.find((one) => one.name === wanted && one._tag === "Number");
        return chip === undefined || knob === undefined ? null : (
          <KnobField
            key={name}
            knob={{ ...knob, name, label }}
            onChange={(value) => turnKnob(half, chip.path, knob, wanted, value)}
          />
        );
      })}
      <CorrectSwitch half={half} />
    </div>
  );
};
