import type { BackendName } from "blockgen/runtime";
import { ChoiceField, type Option } from "./choice_field.tsx";
import { NumberField } from "./number_field.tsx";
import { backend, busy, run, setShared, setup, stop } from "./store.ts";

const BACKENDS: readonly Option<BackendName | "auto">[] = [
  { value: "auto", text: "automatic" },
  { value: "webgpu", text: "WebGPU" },
  { value: "webgl2", text: "WebGL 2" },
  { value: "webasm", text: "WebAssembly" },
  { value: "cpu", text: "JavaScript (gpu.js)" },
  { value: "host", text: "JavaScript (float64)" },
];

const LONGEST = 256;
const SEEDS = 100;

const Prompt = () => (
  <label class="wide">
    <span>prompt</span>
    <input
      name="prompt"
      value={setup.value.prompt}
      autocomplete="off"
      spellcheck={false}
      onChange={(event) => setShared({ prompt: event.currentTarget.value })}
    />
  </label>
);

const Backend = () => (
  <ChoiceField
    label="backend"
    name="backend"
    value={backend.value}
    options={BACKENDS}
    onChange={(value) => {
      backend.value = value;
      run();
    }}
  />
);

const OwnText = () => (
  <details class="own" open={setup.value.sides.some(({ model }) => model._tag === "Text")}>
    <summary>your own text</summary>
    <label>
      <span>the model “your own text” counts it, character by character; it stays in this page</span>
      <textarea
        name="own"
        rows={4}
        value={setup.value.text}
        spellcheck={false}
        onChange={(event) => setShared({ text: event.currentTarget.value })}
      />
    </label>
  </details>
);

/** The settings of both sides, and the button that runs them. */
export const SharedForm = () => {
  const { length, seed } = setup.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    run();
  };
  return (
    <form id="shared" aria-label="Settings of both sides" onSubmit={submit}>
      <div class="fields">
        <Prompt />
        <NumberField
          label="length"
          name="length"
          value={length}
          min={1}
          max={LONGEST}
          step={1}
          onChange={(length) => setShared({ length })}
        />
        <NumberField
          label="seed"
          name="seed"
          value={seed}
          min={0}
          max={SEEDS}
          step={1}
          onChange={(seed) => setShared({ seed })}
        />
        <Backend />
        <div class="go">
          <button type="submit" class="run">Run</button>
          <button type="button" disabled={!busy.value} onClick={stop}>Stop</button>
        </div>
      </div>
      <OwnText />
    </form>
  );
};
