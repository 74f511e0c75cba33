import type { Cell } from "./cells.ts";
import { measureInParallel } from "./in_parallel.ts";
import { append, keyOf, measurementOf, readJournal } from "./journal.ts";
import type { Measured, Measurement } from "./measure.ts";
import type { Scale } from "./setting.ts";

/** The numbers of all cells, in their order: those of the journal, and the others measured now and added to it. */
export const complete = async (
  cells: readonly Cell[],
  scale: Scale,
  journal: string,
  say: (line: string) => void,
): Promise<readonly Measurement[]> => {
  const known = new Map<string, Measured>(readJournal(journal).map((one) => [keyOf(one, one), one]));
  const key = (cell: Cell): string => keyOf(cell, scale);
  const missing = [...new Map(cells.filter((cell) => !known.has(key(cell))).map((cell) => [key(cell), cell])).values()]
    .sort((a, b) => (b.budget ?? 0) - (a.budget ?? 0));
  say(`${cells.length} cells, ${missing.length} programs to run`);
  const tell = progress(missing.length, say);
  await measureInParallel(missing, scale, (cell, measured) => {
    known.set(key(cell), measured);
    append(journal, measurementOf(cell, scale, measured));
    tell(cell, measured);
  });
  return cells.map((cell) => measurementOf(cell, scale, known.get(key(cell))!));
};

const progress = (count: number, say: (line: string) => void) => {
  const started = performance.now();
  let done = 0;
  return (cell: Cell, { nfe, bits, entropy }: Measured): void => {
    done += 1;
    const left = (performance.now() - started) / done * (count - done) / 60_000;
    const name = `${cell.sampler} (${cell.process}${cell.variants.includes("published") ? "" : ", unsharpened"})`;
    const found = `${nfe.toFixed(1)} NFE, ${bits.mean.toFixed(2)} bits, entropy ${entropy.mean.toFixed(2)}`;
    say(`${done}/${count} ${name}: ${found}; ${left.toFixed(1)} minutes left`);
  };
};
