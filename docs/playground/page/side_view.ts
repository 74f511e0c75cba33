import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Cell, Moment } from "../../../runtime/timeline/moment.ts";
import { besides, type Pane, panesOf, sequenceAt } from "../../../runtime/timeline/panes.ts";
import { type Half, halves, moment, most, sides } from "./store.ts";

/** A cell that the reader points at. */
export interface Pointed {
  readonly moment: number;
  readonly position: number;
}

/** What of a side's run is in sight, by the shared scrubber. */
export interface SideView {
  /** Index of the side's own moment; null if there is none yet. */ readonly at: ReadonlySignal<number | null>;
  readonly pane: ReadonlySignal<Pane | null>;
  /** All cells of the row at that moment, the prompt's included. */ readonly sequence: ReadonlySignal<readonly Cell[]>;
  /** The cell that is pointed at, as long as the moment stays. */ readonly pointed: Signal<Pointed | null>;
}

const viewOf = (half: Half): SideView => {
  const state = sides[half];
  const moments = computed<readonly Moment[]>(() => state.value.moments);
  const panes = computed(() => panesOf(moments.value));
  const at = computed(() =>
    moments.value.length === 0 ? null : besides(moment.value, most.value, moments.value.length)
  );
  const pane = computed(() => {
    const now = at.value;
    return now === null ? null : panes.value.find(({ from, to }) => now >= from && now < to) ?? null;
  });
  const sequence = computed(() =>
    at.value === null ? [] : sequenceAt(moments.value, at.value, state.value.ready?.prompt ?? [])
  );
  return { at, pane, sequence, pointed: signal(null) };
};

/** The views of both sides. */
export const views: readonly SideView[] = halves.map(viewOf);
