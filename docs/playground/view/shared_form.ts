import type { BackendName } from "blockgen/runtime";
import type { Job } from "../engine/job.ts";
import { byId, element } from "./element.ts";

/** The settings that both sides share. */
export type SharedSettings = Pick<Job, "length" | "seed" | "prompt" | "backend"> & {
  /** The reader's own; null for the book. */ readonly text: string | null;
};

const BACKENDS: readonly (readonly [BackendName | "auto", string])[] = [
  ["auto", "automatic"],
  ["webgpu", "WebGPU"],
  ["webgl2", "WebGL 2"],
  ["webasm", "WebAssembly"],
  ["cpu", "JavaScript (gpu.js)"],
  ["host", "JavaScript (float64)"],
];

/** The form at the top of the page. */
export interface SharedForm {
  readonly settings: () => SharedSettings;
}

/** Connects it; `onChange` is called when both sides should run again. */
export const sharedForm = (onChange: () => void): SharedForm => {
  const form = byId<HTMLFormElement>("shared");
  const field = <E extends HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(name: string): E =>
    form.elements.namedItem(name) as E;
  const source = field<HTMLSelectElement>("source");
  const own = field<HTMLTextAreaElement>("own");
  const prompt = field<HTMLInputElement>("prompt");
  const ownText = byId("own-text");
  field<HTMLSelectElement>("backend").append(...BACKENDS.map(([value, text]) => element("option", { value }, text)));
  const arrange = (): void => {
    const isOwn = source.value === "own";
    ownText.hidden = !isOwn;
    // The prompt of the book has characters that another text may lack.
    if (isOwn && prompt.value === prompt.defaultValue) { prompt.value = ""; }
    if (!isOwn && prompt.value === "") { prompt.value = prompt.defaultValue; }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onChange();
  });
  form.addEventListener("change", (event) => {
    if (event.target === source) { arrange(); }
    onChange();
  });
  arrange();
  const numberOf = (name: string): number => field<HTMLInputElement>(name).valueAsNumber;
  return {
    settings: () => ({
      length: numberOf("length"),
      seed: numberOf("seed"),
      prompt: prompt.value,
      backend: field<HTMLSelectElement>("backend").value as BackendName | "auto",
      text: source.value === "own" ? own.value : null,
    }),
  };
};
