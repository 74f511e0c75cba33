import * as E from "fp-ts/lib/Either.js";
import type { RunError } from "./errors.ts";
import type { RunState } from "./execute/run_state.ts";
import { reasonOf } from "./thrown.ts";
import type { Event, Result, RowResult } from "./trace.ts";

/** What a run that came to its end gives, with texts where the model has a tokenizer; `ModelFailed` if that throws. */
export const resultOf = (
  state: RunState,
  notices: readonly string[],
  trace: readonly Event[],
): E.Either<RunError, Result> =>
  E.map((rows: readonly RowResult[]): Result => ({
    rows,
    engine: state.model.engine,
    backend: state.backend.name(),
    nfe: state.rows.reduce((sum, row) => sum + row.nfe, 0),
    settled: state.settled,
    notices,
    trace,
  }))(resultsOf(state));

const resultsOf = ({ rows, model: { tokenizer } }: RunState): E.Either<RunError, readonly RowResult[]> => {
  try {
    return E.right(rows.map((row): RowResult => ({
      tokens: Array.from(row.tokens),
      ...(tokenizer === undefined ? {} : { text: tokenizer.decode(Array.from(row.tokens)) }),
      prompt: row.prompt,
      nfe: row.nfe,
      ended: row.finished ? "eos" : "length",
    })));
  } catch (thrown) {
    return E.left({ _tag: "ModelFailed", stage: "decode", reason: reasonOf(thrown) });
  }
};
