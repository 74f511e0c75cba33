/** A page of the site: where it is, without a slash in front, and its Markdown. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A picture of the site: `name` without its ending, what it shows in words, and SVG that knows both colour schemes. */
export interface Picture {
  readonly name: string;
  readonly alt: string;
  readonly svg: string;
}
