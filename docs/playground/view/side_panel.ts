import { type LinePair, program } from "blockgen/dsl";
import type { SideState } from "../side.ts";
import type { Cell, Moment } from "../../../runtime/timeline/moment.ts";
import { besides, type Pane, panesOf, sequenceAt } from "../../../runtime/timeline/panes.ts";
import { element } from "./element.ts";
import { type Grid, grid } from "./grid.ts";
import { changes, facts, pipelineLines, plannedCost, textSpans } from "./results.ts";
import { sign } from "./character.ts";

/** What a panel draws. */
export interface Drawing {
  readonly state: SideState;
  readonly busy: boolean;
  /** Moment of the shared scrubber, and how many it has. */ readonly at: number;
  readonly most: number;
  readonly pairs: readonly LinePair[];
  readonly half: "left" | "right";
}

/** The output of one side. */
export interface SidePanel {
  readonly section: HTMLElement;
  readonly draw: (drawing: Drawing) => void;
}

const parts = () => ({
  error: element("p", { class: "error", role: "alert" }),
  facts: element("dl", { class: "facts" }),
  text: element("p", { class: "text" }),
  flash: element("p", { class: "flashed", role: "status" }),
  place: element("p", { class: "place" }),
  frame: element("div", { class: "frame" }),
  why: element("p", { class: "why", "aria-live": "polite" }),
  list: element("ol", { class: "changes" }),
  pipeline: element("ol", { class: "pipeline" }),
});

/** Builds the empty panel. */
export const sidePanel = (title: string, form: HTMLElement): SidePanel => {
  const at = parts();
  const section = element(
    "section",
    { class: "side", "aria-label": title },
    element("h2", {}, title),
    form,
    at.error,
    at.facts,
    at.text,
    element("div", { class: "caption" }, at.place, at.flash),
    at.frame,
    at.why,
    element("h3", {}, "What changed in this step"),
    at.list,
    element("h3", {}, "The pipeline"),
    at.pipeline,
  );
  let drawn: { readonly key: string; readonly grid: Grid } | null = null;
  let told = -1;
  let seen: SideState["moments"] = [];
  const draw = (drawing: Drawing): void => {
    const { state, busy, pairs, half } = drawing;
    section.classList.toggle("busy", busy);
    at.error.textContent = state.error;
    at.facts.replaceChildren(...facts(state.ready, state.outcome, planned(state)));
    at.pipeline.replaceChildren(...pipelineLines(pairs, half));
    at.flash.textContent = flashText(state);
    const moment = besides(drawing.at, drawing.most, state.moments.length);
    const pane = panesOf(state.moments).find(({ from, to }) => moment >= from && moment < to);
    if (pane === undefined || state.ready === null) { return clear(); }
    const fresh = seen !== state.moments;
    seen = state.moments;
    drawMoment(state, moment, pane, fresh);
  };
  const clear = (): void => {
    drawn = null;
    for (const part of [at.text, at.place, at.frame, at.why, at.list]) { part.replaceChildren(); }
  };
  const drawMoment = (state: SideState, moment: number, pane: Pane, fresh: boolean): void => {
    const { symbols, prompt } = state.ready!;
    const shown = state.moments[moment]!;
    const sequence = (i: number): readonly Cell[] => sequenceAt(state.moments, i, prompt);
    at.text.replaceChildren(...textSpans(sequence(moment), symbols, state.flashing));
    at.place.textContent = placeText(shown.label, pane, state.outcome?.tokens.length ?? state.job!.length);
    at.list.replaceChildren(...changes(shown, symbols));
    if (at.list.childElementCount === 0) {
      at.list.append(
        element("li", { class: "none" }, quiet(state.moments, shown)),
      );
    }
    const key = `${pane.from} ${pane.to}`;
    if (drawn === null || fresh || drawn.key !== key) {
      const tell = (cell: Cell, position: number): void => {
        at.why.className = "why";
        at.why.textContent = `Position ${position}${
          sign(symbols, cell.token) ? `, ${sign(symbols, cell.token)}` : ""
        }: ${cell.why}.`;
      };
      drawn = { key, grid: grid(state.moments, pane, sequence, symbols, tell) };
      at.frame.replaceChildren(drawn.grid.table);
      told = -1;
    }
    if (told !== moment) {
      told = moment;
      at.why.className = "why hint";
      at.why.textContent = "Point at a cell, or walk the grid with the arrow keys, to read why it is there.";
    }
    drawn.grid.showUpTo(moment);
  };
  return { section, draw };
};

const planned = ({ job, ready }: SideState): string =>
  job === null ? "…" : plannedCost(program(job.nodes), job.length, ready?.prompt.length ?? 0);

const placeText = (label: string, pane: Pane, length: number): string =>
  `Positions ${pane.start} to ${pane.end - 1} of ${length}, ${
    /^\d/.test(label) ? `step ${label.replace("/", " of ")}` : label
  }`;

/** What is said of a moment in which nothing changed. */
const quiet = (moments: SideState["moments"], shown: Moment): string => {
  if (shown.label !== "commit") { return shown.label === "noise" ? "The block begins as noise." : "Nothing changed."; }
  const cells = moments.filter(({ start }) => start === shown.start).flatMap((moment) => moment.cells);
  const count = (kind: Cell["kind"]): number => cells.filter((cell) => cell.kind === kind).length;
  return `The block is committed. On the way ${count("drafted")} characters were drafted, ` +
    `${count("renoised")} re-noised, and ${count("rejected")} drafts not taken.`;
};

const flashText = ({ flashing, job }: SideState): string =>
  job === null || flashing.size === 0 ? "" : `${flashing.size} characters differ from the run before.`;
