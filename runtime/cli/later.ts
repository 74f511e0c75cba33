import type { Command } from "./command.ts";
import { failed } from "./failure.ts";

const planned: readonly (readonly [name: string, does: string])[] = [
  ["plot", "draws what a sweep measured"],
];

/** Commands that are announced and not there: the help lists them, and they say so. */
export const laterCommands: readonly Command[] = planned.map(([name, does]): Command => ({
  name,
  summary: `not here yet: ${does}`,
  words: "",
  options: {},
  examples: [],
  run: () => Promise.resolve(failed(`blockgen ${name} is not here yet: a later version ${does}`)),
}));
