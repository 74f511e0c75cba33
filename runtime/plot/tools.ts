import * as E from "fp-ts/lib/Either.js";
import type * as TE from "fp-ts/lib/TaskEither.js";

/**
 * What is used of Observable Plot: said here, so that the types of this package do not need that one.
 *
 * Methods, for their parameters are narrower over there.
 */
export interface Marks {
  plot(options: object): Element;
  areaY(data: readonly object[], options: object): unknown;
  lineY(data: readonly object[], options: object): unknown;
  dot(data: readonly object[], options: object): unknown;
  ruleX(data: readonly object[], options: object): unknown;
  ruleY(data: readonly number[], options: object): unknown;
  axisX(ticks: readonly number[], options: object): unknown;
}

/** What is used of linkedom. */
export interface Documents {
  parseHTML(markup: string): { readonly document: Document };
}

/** What panels are drawn with. */
export interface Tools {
  readonly plot: Marks;
  readonly document: Document;
}

/** Why there is no picture. */
export type PlotError = Readonly<{ _tag: "PackageMissing"; name: string; reason: string }>;

/** One sentence for a human. */
export const describePlotError = ({ name, reason }: PlotError): string =>
  `Cannot draw a plot without the package ${name} (${reason}): npm install --ignore-scripts @observablehq/plot linkedom`;

type Import<A> = () => Promise<A>;

const loaded = async <A>(name: string, load: Import<A>): Promise<E.Either<PlotError, A>> => {
  try {
    return E.right(await load());
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.split("\n")[0] : String(thrown);
    return E.left({ _tag: "PackageMissing", name, reason });
  }
};

/** The two optional packages: imported when a plot is wanted. */
export const usualImports = {
  plot: (): Promise<Marks> => import("@observablehq/plot"),
  linkedom: (): Promise<Documents> => import("linkedom"),
};

/** Loads Plot, and a document of linkedom for it to draw into; says which package is missing. */
export const loadTools = (imports: typeof usualImports = usualImports): TE.TaskEither<PlotError, Tools> => async () => {
  const plot = await loaded("@observablehq/plot", imports.plot);
  if (E.isLeft(plot)) { return plot; }
  const linkedom = await loaded("linkedom", imports.linkedom);
  if (E.isLeft(linkedom)) { return linkedom; }
  const { document } = linkedom.right.parseHTML("<!doctype html><html><body></body></html>");
  return E.right({ plot: plot.right, document });
};
