import { element } from "./element.ts";

/** One field of a form, with its label. */
export interface Field<A> {
  readonly label: HTMLElement;
  readonly value: () => A;
}

/** A drop-down list. */
export const choice = <A extends string>(
  text: string,
  name: string,
  options: readonly { readonly value: A; readonly text: string }[],
  chosen: A,
): Field<A> => {
  const items = options.map(({ value, text }) => element("option", { value, selected: value === chosen }, text));
  const select = element("select", { name }, ...items);
  return { label: element("label", {}, element("span", {}, text), select), value: () => select.value as A };
};

/** A number; what is not one is NaN, which the run refuses with a sentence. */
export const number = (
  text: string,
  name: string,
  value: number,
  range: { readonly min: number; readonly step?: number },
): Field<number> => {
  const { min, step = 1 } = range;
  const input = element("input", {
    type: "number",
    name,
    value,
    min,
    step,
    inputmode: step === 1 ? "numeric" : "decimal",
  });
  return { label: element("label", {}, element("span", {}, text), input), value: () => input.valueAsNumber };
};

/** A switch. */
export const toggle = (text: string, name: string, on: boolean): Field<boolean> => {
  const input = element("input", { type: "checkbox", role: "switch", name, checked: on });
  return { label: element("label", { class: "switch" }, input, element("span", {}, text)), value: () => input.checked };
};
