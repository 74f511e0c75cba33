/**
 * `npm run reproduce [-- --quick] [--only i,ii,iii] [--masked DIR --uniform DIR] [--judge JUDGE]`: the paper's picture in three settings.
 *
 * (i) the exact oracle of the book; (ii) networks trained here on text of a small language, judged by it, beside its exact oracle;
 * (iii) the networks that ship, or two others, under an independent judge. Results grow in `.cache/reproduce/`, so that it goes on where it
 * was stopped; `--into DIR` says where the page goes: `docs` for all three in full of what ships, else a folder of `.cache/reproduce/`.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import { readResults } from "../../runtime/eval/sweep/journal_node.ts";
import type { SweepResult } from "../../runtime/eval/sweep/result.ts";
import { shippedFolder } from "../../runtime/shipped/place_node.ts";
import { reasonOf } from "../../runtime/thrown.ts";
import { root } from "../../tests/support/root.ts";
import { cellsFor, measure, tryOut } from "./measure.ts";
import { type Setting, writePage } from "./page.ts";
import { glance, type Judged, type Scale } from "./scale.ts";
import {
  exact,
  exactMini,
  isShippedPair,
  judgedPair,
  lawOf,
  pairWords,
  trained,
  underAr,
  versesOf,
} from "./settings.ts";
import { trainNetworks } from "./train.ts";
import { type Wanted, wantedOf } from "./wanted.ts";

/** The settings that were measured, and their results. */
interface Measured {
  readonly settings: readonly Setting[];
  readonly results: readonly SweepResult[];
}

/** Measures settings one after the other into a file of results. */
const measuring = (file: string, scale: Scale) => {
  const settings: Setting[] = [];
  const ids = new Set<string>();
  return {
    add: async (judged: Judged, title: string, says: string, of: Scale = scale): Promise<void> => {
      const cells = cellsFor(judged, of);
      await measure(judged.name, cells, file);
      // Ids tell a setting's results from those of older networks.
      for (const { id } of cells) { ids.add(id); }
      const law = await lawOf(judged, scale.length);
      settings.push({
        ...judged,
        title,
        says,
        law: law ?? await versesOf(judged, scale.length),
        level: law === null ? "Held-out verses" : "The law's own texts",
      });
    },
    found: (): Measured => {
      const known = new Map(readResults(file).map((one) => [one.id, one]));
      return { settings, results: [...ids].flatMap((id) => known.get(id) ?? []) };
    },
  };
};

type Add = ReturnType<typeof measuring>["add"];

const addExact = (add: Add): Promise<void> =>
  add(
    exact,
    "(i) The exact oracle",
    "Predictions are right at every noise level, so that all error is the sampler's.",
  );

const addTrained = async (add: Add, home: string, scale: Scale): Promise<void> => {
  await add(exactMini, "(ii) A small language, exactly", "The oracle of the language that the networks below learn.");
  const networks = await trainNetworks(home, scale);
  await add(
    trained(relative(root, networks.masked), relative(root, networks.uniform)),
    "(ii) Networks trained on it",
    "Two networks of the paper's kind, trained by `blockgen train` on text of that language, judged by the language itself.",
  );
};

const addPair = async (add: Add, { pair, scale }: Wanted): Promise<void> => {
  await add(judgedPair(pair), ...pairWords(pair));
  if (!existsSync(shippedFolder("ar")) || !isShippedPair(pair)) { return; }
  await add(
    underAr,
    "(iii) The same under a pure AR network",
    "The network of the same size that both began from, trained from left to right only. One seed.",
    glance(scale),
  );
};

const make = async (wanted: Wanted): Promise<void> => {
  const { scale, only, pair } = wanted;
  const home = join(root, ".cache/reproduce", scale.name);
  const file = join(home, "results.jsonl");
  mkdirSync(home, { recursive: true });
  const { add, found } = measuring(file, scale);
  // The only models and judge that somebody typed.
  if (only.has("iii")) { await tryOut(cellsFor(judgedPair(pair), scale), file); }
  if (only.has("i")) { await addExact(add); }
  if (only.has("ii")) { await addTrained(add, home, scale); }
  if (only.has("iii")) { await addPair(add, wanted); }
  const into = resolve(root, wanted.into);
  mkdirSync(into, { recursive: true });
  for (const written of await writePage(into, { ...wanted, ...found() })) { console.log(written); }
};

/** Whatever goes wrong is a sentence, and no trace of calls. */
const stop = (code: 1 | 2) => (thrown: unknown): never => {
  const reason = reasonOf(thrown);
  console.error(reason.startsWith("Cannot ") ? reason : `Cannot make the picture: ${reason}`);
  process.exit(code);
};

const readOptions = (): Wanted => {
  try {
    return wantedOf(process.argv.slice(2));
  } catch (thrown) {
    return stop(2)(thrown);
  }
};

const wanted = readOptions();
process.chdir(root);
await make(wanted).catch(stop(1));
