import { fold, hashName, type Key, sampleKey } from "../random/mod.ts";

/** The key of one purpose (`"time"`, `"keep"`) in one step of a run: never a function of the order of drawing, so that a resumed run draws the same. */
export const stepKey = (seed: number, step: number, purpose: string): Key =>
  fold(fold(sampleKey(seed, 0), hashName(purpose)), step, Math.floor(step / 2 ** 32));
