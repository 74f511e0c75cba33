import { wrap } from "../cli/layout.ts";
import { styled, type Terminal } from "../cli/terminal.ts";
import type { Cast } from "./cast.ts";
import { duel, type Performance, solo } from "./duel.ts";
import { acts, blockSize, oneByOne } from "./programs.ts";
import { numbers, takeaways } from "./report.ts";
import type { Settings } from "./settings.ts";
import { pipelines } from "./side_by_side.ts";
import { stageView } from "./stage_view.ts";

/** Texts of each sampler; the first is shown, the numbers are of all of them. */
export const rows = 4;

/** What came of a show. */
export interface Shown {
  readonly runs: readonly Performance[];
  readonly takeaways: readonly string[];
}

/** Characters of a token, about: for the room that a text takes. */
const charactersOf = { characters: 1, tokens: 3 } as const;

/** Plays both samplers on both kinds of noise, and one token after the other, and says what came of it. */
export const show = async (cast: Cast, settings: Settings, terminal: Terminal): Promise<Shown> => {
  const { steps, temperature, backend, seed, length } = settings;
  const run = {
    backend,
    seed,
    length,
    rows: Array.from({ length: rows }, () => cast.prompt === "" ? {} : { prompt: cast.prompt }),
  };
  const say = (text: string): void => terminal.out(`${text}\n`);
  const pair = acts(steps, temperature);
  say(styled(terminal, "bold", "Two samplers, one seed. They differ in the marked line.") + "\n");
  pipelines(pair, terminal).forEach(say);
  const played: Performance[] = [];
  for (const process of ["absorbing", "uniform"] as const) {
    say("\n" + styled(terminal, "cyan", `${process === "absorbing" ? "masked" : "uniform"} noise, ${cast.title}`));
    const view = stageView(terminal, length * charactersOf[cast.unit]);
    played.push(...await duel(pair, cast.model(process), run, view));
  }
  played.push(await solo(oneByOne(temperature), cast.model("absorbing"), run));
  const runs: Performance[] = [];
  for (const one of played) { runs.push({ ...one, bitsPerCharacter: await cast.bits(one.rows) }); }
  say(`\n${rows} texts of ${length} ${cast.unit} each; the first is above.`);
  numbers(runs, rows * Math.ceil(length / blockSize)).forEach(say);
  say("");
  const sentences = takeaways(runs, steps, await cast.judge());
  sentences.flatMap((sentence) => wrap(sentence, terminal.width)).forEach(say);
  return { runs, takeaways: sentences };
};
