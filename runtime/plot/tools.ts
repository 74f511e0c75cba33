import * as E from "fp-ts/lib/Either.js";
import type * as TE from "fp-ts/lib/TaskEither.js";

/** What Observable Plot is asked to do. */
export interface Tools {
  readonly plot: typeof import("@observablehq/plot");
  readonly document: Document;
}

/** Why there is no picture. */
export type PlotError = Readonly<{ _tag: "PackageMissing"; name: string; reason: string }>;

/** One sentence for a human. */
export const describePlotError = ({ name, reason }: PlotError): string =>
  `Cannot draw a plot without the package ${name} (${reason}): npm install @observablehq/plot linkedom`;

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
  plot: (): Promise<typeof import("@observablehq/plot")> => import("@observablehq/plot"),
  linkedom: (): Promise<Pick<typeof import("linkedom"), "parseHTML">> => import("linkedom"),
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
