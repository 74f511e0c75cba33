/** A text in the public domain. */
export interface Book {
  /** What it is called. */ readonly title: string;
  /** Under which anyone may use it. */ readonly licence: string;
  /** Where the text was taken from. */ readonly source: string;
  /** The text itself, lines ending in `\n`. */ readonly text: string;
}
