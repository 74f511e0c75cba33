/** A line of a file that must not compile, and the sentence that its error must end in. */
export interface Mark {
  readonly line: number;
  readonly sentence: string;
}

const mark = /^\s*\/\/ error: (.+?)\s*$/;

/** The marks of a source: `// error: sentence` speaks of the next line that is not a comment. Lines count from 1. */
export const marksIn = (source: string): readonly Mark[] => {
  const lines = source.split("\n");
  return lines.flatMap((text, at) => {
    const sentence = mark.exec(text)?.[1];
    if (sentence === undefined) return [];
    const below = lines.slice(at + 1).findIndex((next) => !/^\s*\/\//.test(next));
    return [{ line: at + 2 + below, sentence }];
  });
};
