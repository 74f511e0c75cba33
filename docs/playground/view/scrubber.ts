import { byId } from "./element.ts";

/** The slider that moves both grids through time. */
export interface Scrubber {
  /** The moment it stands at. */ readonly at: () => number;
  /** Sets how many moments there are; it stays at the end if it stood there. */ readonly resize: (
    moments: number,
  ) => void;
}

/** Time of a moment while it plays. */
const MILLISECONDS = 700;

/** Connects it; `onMove` is called when the user, or play, moves it. */
export const scrubber = (onMove: () => void): Scrubber => {
  const range = byId<HTMLInputElement>("moment");
  const play = byId<HTMLButtonElement>("play");
  const count = byId<HTMLOutputElement>("count");
  let timer: ReturnType<typeof setInterval> | undefined;
  const last = (): number => Number(range.max);
  const tell = (): void => {
    count.textContent = `${range.valueAsNumber + 1} of ${last() + 1}`;
  };
  const moveTo = (at: number): void => {
    range.value = String(Math.max(0, Math.min(last(), at)));
    tell();
    onMove();
  };
  const pause = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
  };
  const tick = (): void => {
    moveTo(range.valueAsNumber + 1);
    if (range.valueAsNumber >= last()) { pause(); }
  };
  play.addEventListener("click", () => {
    if (timer !== undefined) { return pause(); }
    if (range.valueAsNumber >= last()) { moveTo(0); }
    timer = setInterval(tick, MILLISECONDS);
    play.textContent = "Pause";
  });
  const step = (by: number) => () => {
    pause();
    moveTo(range.valueAsNumber + by);
  };
  byId("back").addEventListener("click", step(-1));
  byId("forward").addEventListener("click", step(1));
  range.addEventListener("input", () => {
    pause();
    moveTo(range.valueAsNumber);
  });
  const resize = (moments: number): void => {
    const end = Math.max(0, moments - 1);
    const stay = range.valueAsNumber < last();
    const at = stay ? Math.min(range.valueAsNumber, end) : end;
    range.max = String(end);
    range.value = String(at);
    range.disabled = moments < 2;
    tell();
  };
  return { at: () => range.valueAsNumber, resize };
};
