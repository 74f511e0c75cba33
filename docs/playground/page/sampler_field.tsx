import { samplerNamed, samplers } from "blockgen/dsl";
import { ChoiceField } from "./choice_field.tsx";
import { sideOf } from "./defaults.ts";
import { type Half, setSide, setup } from "./store.ts";

const names = samplers.map(({ name }) => ({ value: name, text: name }));

/** What the list says of a pipeline that is no catalogue's any more. */
const OWN = "";

/** Which sampler of the catalogue a side runs, and what it is. */
export const SamplerField = ({ half }: { half: Half }) => {
  const { sampler, model } = setup.value.sides[half];
  const entry = sampler === null ? undefined : samplerNamed(sampler);
  const choose = (name: string): void => {
    if (name !== OWN) { setSide(half, sideOf(model, name)); }
  };
  return (
    <>
      <ChoiceField
        label="sampler"
        name="sampler"
        value={sampler ?? OWN}
        options={sampler === null ? [{ value: OWN, text: "your own" }, ...names] : names}
        onChange={choose}
      />
      <p class="summary">
        {entry === undefined
          ? "Your own pipeline. Choose a sampler to begin from another one."
          : `${entry.name}: ${entry.summary}. ${entry.paper}.`}
      </p>
    </>
  );
};
