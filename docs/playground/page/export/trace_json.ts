import { type Half, sides } from "../store.ts";

/** A side's last run as JSON: what was asked, what came out, and every step of every position with its reason. */
export const traceJson = (half: Half): string => {
  const { job, ready, outcome, moments } = sides[half].value;
  return JSON.stringify({ version: 1, job, ready, outcome, moments });
};
