import { type Either, right } from "fp-ts/lib/Either.js";
import { type SamplerEntry, samplerNamed, type SamplerSettings } from "../../dsl/mod.ts";
import { type Failure, misused } from "./failure.ts";
import { kebab } from "./nearest.ts";

const optionsOf = (settings: Partial<SamplerSettings>): readonly string[] =>
  Object.keys(settings).map((knob) => `--${kebab(knob)}`);

const sentenceOf = (option: string, words: readonly string[], entries: readonly SamplerEntry[]): string => {
  if (entries.length === 0) {
    return `Cannot use ${option} as ${
      words.join(" and ")
    } has all its numbers in it: change them there, or name a sampler`;
  }
  const [one] = entries;
  const known = [...new Set(entries.flatMap(({ parameters }) => optionsOf(parameters)))];
  const whose = entries.length === 1 ? one!.name : `none of ${entries.map(({ name }) => name).join(", ")}`;
  const which = known.length === 0 ? "name a sampler that has it" : `known are ${known.join(", ")}`;
  return `Cannot use ${option} as ${whose} has ${entries.length === 1 ? "no such" : "that"} knob: ${which}`;
};

/**
 * Whether each knob that is given turns something: one of the samplers must have it. Files and links have their numbers in them.
 *
 * @param words Names of samplers, files or links, as they were typed.
 */
export const checkKnobs = (settings: Partial<SamplerSettings>, words: readonly string[]): Either<Failure, null> => {
  const entries = words.flatMap((word) => samplerNamed(kebab(word)) ?? []);
  const known = new Set(entries.flatMap(({ parameters }) => optionsOf(parameters)));
  const unused = optionsOf(settings).find((option) => !known.has(option));
  return unused === undefined ? right(null) : misused(sentenceOf(unused, words, entries));
};
