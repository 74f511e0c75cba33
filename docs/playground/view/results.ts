import { cost, type LinePair, type Program } from "blockgen/dsl";
import type { Outcome, Ready } from "../engine/job.ts";
import type { Cell, Moment } from "../../../runtime/timeline/moment.ts";
import { sign } from "./character.ts";
import { element } from "./element.ts";

/** The lines of one program; those that the other lacks are marked, also for eyes that see no colour. */
export const pipelineLines = (pairs: readonly LinePair[], side: "left" | "right"): readonly HTMLElement[] =>
  pairs.map((pair) => {
    const line = pair[side];
    if (line === null) { return element("li", { class: "missing" }, "\u00a0"); }
    const indent = line.length - line.trimStart().length;
    const made = element("li", { class: pair.same ? "same" : "differs" }, line.trimStart());
    made.style.setProperty("--indent", `${indent}ch`);
    return made;
  });

const fact = (name: string, value: string, note = ""): readonly HTMLElement[] => [
  element(
    "div",
    { class: "fact" },
    element("dt", {}, name),
    element("dd", {}, value, ...(note ? [element("small", {}, note)] : [])),
  ),
];

/** What is known of a run: as much as it has told so far. */
export const facts = (ready: Ready | null, outcome: Outcome | null, planned: string): readonly HTMLElement[] => {
  const text = ready?.textBits == null ? "" : `the text itself: ${ready.textBits.toFixed(2)}`;
  const settled = outcome === null || outcome.settled === 0 ? "" : `, ${outcome.settled} near-ties settled`;
  return [
    ...fact(
      "function evaluations",
      outcome === null ? planned : String(outcome.nfe),
      outcome === null ? "NFE, planned" : "NFE",
    ),
    ...fact("bits per character", outcome?.bits?.toFixed(3) ?? "…", text),
    ...fact("ran on", outcome?.backend ?? "…", outcome === null ? "" : `${seconds(outcome.milliseconds)}${settled}`),
  ];
};

const seconds = (milliseconds: number): string =>
  milliseconds < 950 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** What a program will cost, before it runs; nothing for one that cannot. */
export const plannedCost = (program: Program, length: number, prompt: number): string => {
  if (!Number.isInteger(length) || length < 1) { return "…"; }
  const { least, most } = cost(program, { length, prompt: Math.min(prompt, length) });
  return least === most ? String(most) : `${least} to ${most}`;
};

/** The sequence as text, each character coloured by what happened to it. */
export const textSpans = (
  cells: readonly Cell[],
  symbols: readonly string[],
  flashing: ReadonlySet<number>,
): readonly HTMLElement[] =>
  cells.map((cell, i) => {
    const shown = symbols[cell.token] === " " ? " " : sign(symbols, cell.token) || "\u2007";
    return element("span", { class: `${cell.kind}${flashing.has(i) ? " flash" : ""}` }, shown);
  });

/** The list of what changed at a moment, in words. */
export const changes = (moment: Moment, symbols: readonly string[]): readonly HTMLElement[] =>
  moment.cells.flatMap((cell, i) => {
    if (!cell.changed && cell.kind !== "rejected") { return []; }
    const shown = cell.rejected === null ? sign(symbols, cell.token) : sign(symbols, cell.rejected);
    const badge = element(
      "b",
      { class: `badge ${cell.kind}${cell.changed ? " changed" : ""}` },
      cell.rejected === null ? shown : element("s", {}, shown),
    );
    return [element("li", {}, element("i", {}, String(moment.start + i)), badge, cell.why)];
  });
