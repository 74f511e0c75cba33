import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { sourcesUnder } from "../imports.ts";
import { root } from "../root.ts";
import { type CompileError, parseErrors, tsc } from "./compile.ts";
import { type Chain, chainsIn, tagsOf, withoutTag } from "./chains.ts";

/** One case to remove: the compiler must then complain inside of the match that had it. */
export interface Removal {
  readonly file: string;
  readonly tag: string;
  readonly chain: Chain;
}

/** Every case of every exhaustive match over tags in `dsl/` and `runtime/`. */
export const allRemovals = (): readonly Removal[] =>
  sourcesUnder("dsl", "runtime").flatMap((file) =>
    chainsIn(readFileSync(join(root, file), "utf8")).flatMap((chain) =>
      tagsOf(chain).map((tag) => ({ file, tag, chain }))
    )
  );

/** Rounds with at most one removal a file, so that one run of the compiler tries many of them. */
export const rounds = (removals: readonly Removal[]): readonly (readonly Removal[])[] => {
  const made: Removal[][] = [];
  const used = new Map<string, number>();
  for (const removal of removals) {
    const round = used.get(removal.file) ?? 0;
    used.set(removal.file, round + 1);
    (made[round] ??= []).push(removal);
  }
  return made;
};

const folder = join(root, ".cache", "removals");

/** Copies the sources to a folder of their own, once; the copy is edited, never the repository. */
export const copySources = (): void => {
  rmSync(folder, { recursive: true, force: true });
  for (const file of sourcesUnder("dsl", "runtime")) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), readFileSync(join(root, file)));
  }
  const project = {
    extends: "../../tsconfig.json",
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: ["dsl", "runtime"],
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
};

const lineOf = (source: string, at: number): number => source.slice(0, at).split("\n").length;

const complains = (source: string, removal: Removal, errors: readonly CompileError[]): boolean =>
  errors.some((error) =>
    relative(folder, resolve(root, error.file)) === removal.file && error.message.includes("NonExhaustive") &&
    error.line >= lineOf(source, removal.chain.start) && error.line <= lineOf(source, removal.chain.end)
  );

/** Removes the cases of a round in the copy, compiles, puts them back. Returns those that the compiler did not miss. */
export const unnoticed = async (round: readonly Removal[]): Promise<readonly Removal[]> => {
  const sources = new Map(round.map(({ file }) => [file, readFileSync(join(root, file), "utf8")]));
  for (const { file, chain, tag } of round)
    writeFileSync(join(folder, file), withoutTag(sources.get(file)!, chain, tag));
  const ended = await tsc("TypeScript 7", ["-p", join(folder, "tsconfig.json")]);
  for (const [file, source] of sources) writeFileSync(join(folder, file), source);
  const errors = parseErrors(ended.stdout);
  return round.filter((removal) => !complains(sources.get(removal.file)!, removal, errors));
};
