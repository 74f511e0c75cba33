import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import type { Process } from "../../dsl/mod.ts";
import { BlockgenError } from "../errors.ts";
import type { Model } from "../model.ts";
import { loadBook, type MarkovOracle, markovOracle } from "../models/mod.ts";
import { shippedNames } from "../shipped/names.ts";
import { failed, type Failure } from "./failure.ts";
import { suggestion } from "./nearest.ts";
import { readText } from "./read_text.ts";

/** The words for noise on a command line: the paper says masked where the field says absorbing. */
export const processNames = ["masked", "absorbing", "uniform"] as const;

/** The process of a word. */
export const processOf = (name: typeof processNames[number]): Process => name === "uniform" ? "uniform" : "absorbing";

/** A text and where it came from. */
interface Source {
  readonly name: string;
  readonly text: string;
}

const bookSource = async (): Promise<Source> => {
  const { title, text } = await loadBook();
  return { name: title, text };
};

const sourceOf = async (model: string): Promise<Either<Failure, Source>> => {
  if (model === "oracle") { return right(await bookSource()); }
  if (!model.startsWith("oracle:")) {
    return failed(
      `Cannot load the model ${JSON.stringify(model)}: ${
        suggestion(model, [...shippedNames, "oracle", "oracle:FILE.txt"])
      }, a folder, hf:owner/name`,
    );
  }
  const file = model.slice("oracle:".length);
  const text = await readText(file);
  if (isLeft(text)) { return text; }
  return text.right.trim() === ""
    ? failed(`Cannot learn from ${file} as it must have text: found none`)
    : right({ name: file, text: text.right });
};

/** A model of any kind, ready to run. */
export interface LoadedModel {
  readonly model: Model;
  /** The same where it is an oracle, whose own law is known. */ readonly oracle: MarkovOracle | null;
  /** What to know before reading its texts. */ readonly notices: readonly string[];
  readonly dispose: () => Promise<void>;
}

/** An oracle as any other model. */
export const loadedOracle = ({ model }: Loaded): LoadedModel => ({
  model,
  oracle: model,
  notices: [],
  dispose: () => Promise.resolve(),
});

/** An oracle and the text that it was made of. */
export interface Loaded {
  readonly model: MarkovOracle;
  readonly source: string;
}

/** The oracle of a `--model` option: `oracle` is the shipped book, `oracle:FILE.txt` a text of the user's. */
export const loadModel = async (name: string, process: Process): Promise<Either<Failure, Loaded>> => {
  const source = await sourceOf(name);
  if (isLeft(source)) { return source; }
  try {
    const { text } = source.right;
    return right({
      model: markovOracle(text, { process, name: source.right.name, start: startOf(text) }),
      source: text,
    });
  } catch (error) {
    if (error instanceof BlockgenError) { return failed(error.message); }
    throw error;
  }
};

/** Texts begin like a line of the source, where it has lines. */
const startOf = (text: string): string => text.includes("\n") ? "\n" : "";
