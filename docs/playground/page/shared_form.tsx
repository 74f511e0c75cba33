import { ChoiceField, type Option } from "./choice_field.tsx";
import { type BackendChoice, backendNames } from "./kept_backend.ts";
import { NumberField } from "./number_field.tsx";
import { MOST_PROMPT, MOST_TEXT } from "../program/setup_schema.ts";
import { backend, busy, notice, run, setShared, setup, stop } from "./store.ts";

const BACKENDS = Object.entries(backendNames).map(([value, text]) => ({ value, text })) as readonly Option<
  BackendChoice
>[];

const LONGEST = 256;
const SEEDS = 100;

const Prompt = () => (
  <label class="wide">
    <span>prompt</span>
    <input
      name="prompt"
      value={setup.value.prompt}
      maxlength={MOST_PROMPT}
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

/** Takes a text, or as much of it as a link can hold, and says so: a field that cuts what is pasted does so without a word. */
const takeText = (area: HTMLTextAreaElement): void => {
  const { length } = area.value;
  area.value = area.value.slice(0, MOST_TEXT);
  setShared({ text: area.value });
  if (length > MOST_TEXT) {
    const text = `The text has ${length} characters. Its first ${MOST_TEXT} are used, as links hold no more.`;
    notice.value = { text, alarm: false };
  }
};

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
        onChange={(event) => takeText(event.currentTarget)}
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
