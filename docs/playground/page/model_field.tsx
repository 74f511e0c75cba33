import type { Process } from "blockgen/dsl";
import type { ModelChoice, Setup } from "../setup.ts";
import { ChoiceField, type Option } from "./choice_field.tsx";
import { promptFor } from "./prompt_for.ts";
import { type Half, setSetup, setup } from "./store.ts";

const noise: Readonly<Record<Process, string>> = { absorbing: "masks", uniform: "random tokens" };

const textOf = (model: ModelChoice): string => {
  if (model._tag === "Shipped") { return `network, ${model.name === "masked" ? noise.absorbing : noise.uniform}`; }
  return `${model._tag === "Book" ? "oracle of Genesis" : "oracle of your own text"}, ${noise[model.process]}`;
};

/** The models that a side can have. */
const models: readonly ModelChoice[] = [
  { _tag: "Book", process: "absorbing" },
  { _tag: "Book", process: "uniform" },
  { _tag: "Text", process: "absorbing" },
  { _tag: "Text", process: "uniform" },
  { _tag: "Shipped", name: "masked" },
  { _tag: "Shipped", name: "uniform" },
];

const keyOf = (model: ModelChoice): string => model._tag === "Shipped" ? model.name : `${model._tag}-${model.process}`;

const options: readonly Option<string>[] = models.map((model) => ({ value: keyOf(model), text: textOf(model) }));

/** Which model a side asks. */
export const ModelField = ({ half }: { half: Half }) => {
  const choose = (key: string): void => {
    const model = models.find((model) => keyOf(model) === key)!;
    const [left, right] = setup.value.sides;
    const sides = half === 0 ? [{ ...left, model }, right] as const : [left, { ...right, model }] as const;
    const next: Setup = { ...setup.value, sides };
    setSetup({ ...next, prompt: promptFor(next) });
  };
  return (
    <ChoiceField
      label="model"
      name="model"
      value={keyOf(setup.value.sides[half].model)}
      options={options}
      onChange={choose}
    />
  );
};
