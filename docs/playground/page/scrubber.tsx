import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { busy, moment, most, scrub, sides } from "./store.ts";

/** Time of a moment while it plays. */
const MILLISECONDS = 700;

const status = (): string => {
  if (busy.value) { return "Running …"; }
  if (sides.every(({ value }) => value.outcome === null && value.error === null)) { return ""; }
  return sides.some(({ value }) => value.error !== null) ? "Stopped." : "Done.";
};

/** The slider that moves both grids through time, its buttons, and how the runs are going. */
export const Scrubber = () => {
  const playing = useSignal(false);
  const last = most.value - 1;
  useEffect(() => {
    if (!playing.value) { return; }
    const timer = setInterval(() => {
      scrub(moment.value + 1);
      if (moment.value >= most.value - 1) { playing.value = false; }
    }, MILLISECONDS);
    return () => clearInterval(timer);
  }, [playing.value]);
  const move = (to: number): void => {
    playing.value = false;
    scrub(to);
  };
  const play = (): void => {
    if (!playing.value && moment.value >= last) { scrub(0); }
    playing.value = !playing.value;
  };
  return (
    <div class="scrub" role="group" aria-label="Time">
      <button type="button" id="back" aria-label="One step back" onClick={() => move(moment.value - 1)}>◀</button>
      <button type="button" id="play" onClick={play}>{playing.value ? "Pause" : "Play"}</button>
      <button type="button" id="forward" aria-label="One step forward" onClick={() => move(moment.value + 1)}>▶</button>
      <input
        type="range"
        id="moment"
        aria-label="Moment of the run"
        min={0}
        max={last}
        step={1}
        value={moment.value}
        disabled={last < 1}
        onInput={(event) => move(event.currentTarget.valueAsNumber)}
      />
      <output id="count" for="moment">{`${moment.value + 1} of ${most.value}`}</output>
      <span id="state" role="status">{status()}</span>
    </div>
  );
};
