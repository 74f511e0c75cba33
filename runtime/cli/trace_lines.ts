import { match } from "ts-pattern";
import type { Event } from "../trace.ts";

/** What happened, as lines: `decode` writes tokens, the mask included. */
export const traceLines = (event: Event, decode: (tokens: readonly number[]) => string): readonly string[] => {
  const shown = (tokens: readonly number[]): string => JSON.stringify(decode(tokens));
  return match(event)
    .with({ _tag: "Stage" }, ({ stage, within, rows }) =>
      rows.map((row) => {
        const picked = row.picked?.flatMap((is, i) => is ? [row.start + i] : []);
        const extra = [
          ...(row.draft === undefined ? [] : [`draft ${shown(row.draft)}`]),
          ...(picked === undefined ? [] : [`picked ${picked.join(" ")}`]),
        ];
        return [`  row ${row.row} at ${row.start}`, [...within, stage].join(" > "), shown(row.canvas), ...extra].join(
          "  ",
        );
      }))
    .with(
      { _tag: "Step" },
      ({ rows }) =>
        rows.map((row) =>
          `row ${row.row} at ${row.start}  update ${row.step + 1}/${row.steps}  alpha ${row.alphaT.toFixed(3)} -> ${
            row.alphaS.toFixed(3)
          }  NFE ${row.nfe}  ${shown(row.canvas)}`
        ),
    )
    .with({ _tag: "Committed" }, ({ row, start, tokens }) => [`row ${row} at ${start}  committed ${shown(tokens)}`])
    .with({ _tag: "Started" }, { _tag: "Ended" }, () => [])
    .exhaustive();
};
