/** What a step found: `ok`, and text to show (all of it when it failed). */
export interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

/** One check of the house, under the name that its line shows. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<Finding>;
}
