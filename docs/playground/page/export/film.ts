import type { Film } from "../../../../runtime/pictures/mod.ts";
import { type Half, setup, sides } from "../store.ts";
import { sign } from "../symbol.ts";

/** A side's last run, as pictures show it. */
export const filmOfSide = (half: Half): Film => {
  const { ready, outcome, moments } = sides[half].value;
  const { seed, sides: both } = setup.value;
  const { sampler, model } = both[half];
  const bits = outcome?.bits == null ? [] : [`${outcome.bits.toFixed(3)} bits per character`];
  return {
    title: `${sampler ?? "own pipeline"} on ${model._tag === "Shipped" ? `the ${model.name} network` : "an oracle"}`,
    facts: [`NFE ${outcome?.nfe ?? "?"}`, ...bits, `seed ${seed}`],
    moments,
    prompt: ready?.prompt ?? [],
    sign: (token) => sign(ready?.symbols ?? [], token),
  };
};
