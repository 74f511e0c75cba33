import { ar, arpc, autoregressive, blockAncestral, type Process, type Program } from "../../../dsl/mod.ts";
import { type Film, filmOf, markovOracle, type Model, sample, tokenNames } from "../../../runtime/mod.ts";

/** A text whose characters are those that markup and terminals stumble over. */
export const nasty = '<b>"it\'s" & </script>\u001b[31m\u202e<b>"it\'s" & </script>\n<b>é漢\u{1f600}</b> ';
const rhyme = "Row, row, row your boat, gently down the stream. Merrily, merrily, life is but a dream. ";

/** What a film is made of, where it matters. */
interface Wish {
  readonly text?: string;
  readonly process?: Process;
  readonly prompt?: string;
  readonly length?: number;
  readonly rows?: number;
  readonly title?: string;
}

/** The films of a run on a short text, one for each row. */
export const filmsOf = async (program: Program, wish: Wish = {}): Promise<readonly Film[]> => {
  const { text = rhyme, process = "absorbing", prompt = "", length = 24, rows = 1, title = "a run" } = wish;
  const model = markovOracle(text, { process });
  const inputs = Array.from({ length: rows }, () => prompt === "" ? {} : { prompt });
  const { trace } = await sample(program, model as Model, {
    length,
    seed: 3,
    rows: inputs,
    backend: "host",
    trace: "stage",
  });
  const encoded = model.tokenizer.encode(prompt) as { readonly tokens: readonly number[] };
  const names = tokenNames(model.symbols.length, (token) => model.symbols[token]!);
  const facts = { title, facts: ["seed 3"], prompt: encoded.tokens, names };
  return inputs.map((_, row) => filmOf(trace, row, facts));
};

/** ARPC: drafts, draws back, commits. */
export const corrected: Program = arpc({ size: 8, steps: 4, by: ar.nll });
/** A block a token. */
export const oneByOne: Program = autoregressive();
/** Plain ancestral sampling. */
export const ancestral: Program = blockAncestral({ size: 8, steps: 3 });
