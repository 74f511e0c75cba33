/** The name that differs least from what was typed (Levenshtein distance), or nothing where none is at all like it. */
export const nearest = (typed: string, names: readonly string[]): string | undefined => {
  const ranked = names.map((name) => ({ name, edits: distance(typed.toLowerCase(), name.toLowerCase()) }));
  const best = ranked.sort((a, b) => a.edits - b.edits)[0];
  return best !== undefined && best.edits <= Math.max(2, best.name.length / 2) ? best.name : undefined;
};

/** The end of a sentence: the name that was probably meant, or all of them. */
export const suggestion = (typed: string, names: readonly string[]): string => {
  const found = nearest(typed, names);
  return found === undefined ? `choose one of ${names.join(", ")}` : `did you mean ${JSON.stringify(found)}?`;
};

/** A name as options and samplers are typed: `arTokens` is `ar-tokens`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Fewest insertions, deletions and substitutions of a character that turn one text into the other. */
const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const here = [i];
    for (let j = 1; j <= b.length; j++) {
      here.push(Math.min(above[j]! + 1, here[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    above = here;
  }
  return above[b.length]!;
};
