/** Something wrong with a text, from character `from` up to `to`. */
export interface Diagnostic {
  readonly from: number;
  readonly to: number;
  /** One sentence. */ readonly sentence: string;
  /** All that the compiler says, if it says more. */ readonly detail: string | null;
}

/** A sentence of ours stands in the last line of a message as a type that nothing else fits. */
const OURS = /is not assignable to type '"(.+)"'\.?$/;

/** A message of TypeScript by its one sentence: ours, if it ends in one, else its first line. */
export const ofMessage = (message: string, from: number, to: number): Diagnostic => {
  const lines = message.split("\n");
  const sentence = OURS.exec(lines.at(-1)!)?.[1] ?? lines[0]!;
  return { from, to, sentence, detail: message === sentence ? null : message };
};
