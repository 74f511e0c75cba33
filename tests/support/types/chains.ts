/** A case of a match: the tags that its patterns name, and where its text `.with(...)` lies in the source. */
export interface Case {
  readonly tags: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** A `match(...)` that ends in `.exhaustive()`. */
export interface Chain {
  readonly start: number;
  readonly end: number;
  readonly cases: readonly Case[];
}

const openers = "([{";
const closers = ")]}";

/** Where a string, a template or a comment that starts at `at` ends; `at` itself when none starts there. */
const endOfText = (source: string, at: number): number => {
  if (source.startsWith("//", at)) return Math.max(at, source.indexOf("\n", at));
  if (source.startsWith("/*", at)) return source.indexOf("*/", at) + 2;
  const quote = source[at]!;
  if (!"\"'`".includes(quote)) return at;
  let end = at + 1;
  while (end < source.length && source[end] !== quote) end += source[end] === "\\" ? 2 : 1;
  return end + 1;
};

/** The end of the brackets that open at `at`, behind the closing one. Templates count as strings, code in them included. */
export const endOfBrackets = (source: string, at: number): number => {
  let depth = 0;
  let here = at;
  while (here < source.length) {
    const past = endOfText(source, here);
    if (past > here) {
      here = past;
      continue;
    }
    if (openers.includes(source[here]!)) depth++;
    if (closers.includes(source[here]!) && --depth === 0) return here + 1;
    here++;
  }
  throw new Error(`brackets stay open from ${at}`);
};

const link = /\s*\.(\w+)(?:<[^()]*>)?(?=\()/y;
const tag = /_tag:\s*(?:P\.union\()?((?:"\w+"[,\s]*)+)/g;

const tagsIn = (text: string): readonly string[] => {
  const patterns = text.slice(0, text.includes("=>") ? text.indexOf("=>") : text.length);
  return [...patterns.matchAll(tag)].flatMap((found) => [...found[1]!.matchAll(/"(\w+)"/g)].map((name) => name[1]!));
};

const chainAt = (source: string, start: number, opening: number): Chain | null => {
  const cases: Case[] = [];
  let [here, last] = [endOfBrackets(source, opening), ""];
  for (;;) {
    link.lastIndex = here;
    const found = link.exec(source);
    if (found === null) return last === "exhaustive" ? { start, end: here, cases } : null;
    const end = endOfBrackets(source, link.lastIndex);
    if (found[1] === "with") cases.push({ tags: tagsIn(source.slice(here, end)), start: here, end });
    [here, last] = [end, found[1]!];
  }
};

/** The exhaustive matches of a source that name tags. */
export const chainsIn = (source: string): readonly Chain[] =>
  [...source.matchAll(/\bmatch(?:<[^()]*>)?(?=\()/g)].flatMap((found) => {
    const chain = chainAt(source, found.index, found.index + found[0].length);
    return chain && chain.cases.some((one) => one.tags.length > 0) ? [chain] : [];
  });

/** Every tag of a chain, once. */
export const tagsOf = (chain: Chain): readonly string[] => [...new Set(chain.cases.flatMap((one) => one.tags))];

/** The source without the cases of a chain that name a tag; line numbers stay. */
export const withoutTag = (source: string, chain: Chain, name: string): string =>
  chain.cases.filter((one) => one.tags.includes(name)).reduceRight((text, one) => {
    const lines = source.slice(one.start, one.end).replace(/[^\n]/g, "");
    return text.slice(0, one.start) + lines + text.slice(one.end);
  }, source);
