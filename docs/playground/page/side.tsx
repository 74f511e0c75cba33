import { Changes } from "./changes.tsx";
import { Differences } from "./differences.tsx";
import { Facts } from "./facts.tsx";
import { Grid } from "./grid/grid.tsx";
import { ModelField } from "./model_field.tsx";
import { Pipeline } from "./pipeline.tsx";
import { Place } from "./place.tsx";
import { Position } from "./position.tsx";
import { QuickKnobs } from "./quick_knobs.tsx";
import { SamplerField } from "./sampler_field.tsx";
import { isBusy } from "./side_state.ts";
import { type Half, sides, titles } from "./store.ts";
import { Text } from "./text.tsx";

/** One half of the page: a model and a pipeline, and what its last run did. */
export const Side = ({ half }: { half: Half }) => {
  const state = sides[half].value;
  return (
    <section class={isBusy(state) ? "side busy" : "side"} aria-label={titles[half]} aria-busy={isBusy(state)}>
      <h2>{titles[half]}</h2>
      <form aria-label={`${titles[half]}: model and sampler`} onSubmit={(event) => event.preventDefault()}>
        <ModelField half={half} />
        <SamplerField half={half} />
        <QuickKnobs half={half} />
      </form>
      <p class="error" role="alert">{state.error}</p>
      <Facts half={half} />
      <Text half={half} />
      <Differences half={half} />
      <Place half={half} />
      <div class="grid-place">
        <Grid half={half} />
      </div>
      <Position half={half} />
      <Pipeline half={half} />
      <h3>What changed in this step</h3>
      <Changes half={half} />
    </section>
  );
};
