import type { Command } from "./command.ts";
import { misused } from "./failure.ts";
import { genPplEvaluation } from "./eval_genppl.ts";
import { gsm8kEvaluation } from "./eval_gsm8k.ts";
import { likelihoodEvaluation } from "./eval_likelihood.ts";
import { suggestion } from "./nearest.ts";

/** What can be evaluated, by the word behind `eval`; another one is another line. */
const evaluations: readonly Command[] = [likelihoodEvaluation, genPplEvaluation, gsm8kEvaluation];
const names = evaluations.map(({ name }) => name);

/** `blockgen eval`: measures a model. What it measures is a word of its own, directly behind it. */
export const evalCommand: Command = {
  name: "eval",
  summary: `measure a model: ${names.join(", ")}`,
  words: names.join("|"),
  mostWords: Infinity,
  // Only to read a line whose first word is missing or unknown.
  options: Object.assign({}, ...evaluations.map(({ options }) => options)),
  examples: evaluations.flatMap(({ examples }) => examples),
  subcommands: evaluations,
  run: (args) => {
    const [name] = args.words;
    if (name === undefined) {
      return Promise.resolve(misused(`Cannot evaluate nothing: name one of ${names.join(", ")}`));
    }
    return Promise.resolve(misused(
      names.includes(name)
        ? `Cannot read the options before ${name}: write blockgen eval ${name}, then its options`
        : `Cannot evaluate ${JSON.stringify(name)}: ${suggestion(name, names)}`,
    ));
  },
};
