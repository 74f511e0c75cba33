import type { Command } from "./command.ts";
import { misused } from "./failure.ts";
import { genPplEvaluation } from "./eval_genppl.ts";
import { likelihoodEvaluation } from "./eval_likelihood.ts";
import { suggestion } from "./nearest.ts";

/** What can be evaluated, by the word behind `eval`; another one is another line. */
const evaluations: readonly Command[] = [likelihoodEvaluation, genPplEvaluation];

/** `blockgen eval`: measures a model. */
export const evalCommand: Command = {
  name: "eval",
  summary: `measure a model: ${evaluations.map(({ name }) => name).join(", ")}`,
  words: evaluations.map(({ name }) => name).join("|"),
  options: Object.assign({}, ...evaluations.map(({ options }) => options)),
  examples: evaluations.flatMap(({ examples }) => examples),
  run: async (args, terminal) => {
    const [name, ...words] = args.words;
    const names = evaluations.map((one) => one.name);
    const found = evaluations.find((one) => one.name === name);
    if (name === undefined) { return misused(`Cannot evaluate nothing: name one of ${names.join(", ")}`); }
    if (found === undefined) { return misused(`Cannot evaluate ${JSON.stringify(name)}: ${suggestion(name, names)}`); }
    return await found.run({ ...args, words }, terminal);
  },
};
