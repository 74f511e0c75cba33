import type { Test } from "uvu";
import { type Place, ranOn, tellSkipped } from "./runner/places.ts";

export { ranOn } from "./runner/places.ts";

/** Registers one test of a suite. */
export type Register<T> = (name: string, test: (context: T) => void | Promise<void>) => void;

/** True on a machine that promises to have all that the tests need. */
export const inCi: boolean = process.env["CI"] === "true";

/**
 * Registers tests of a suite that run only under a condition; else they count as skipped and the reason is printed.
 */
export const skipUnless = (condition: boolean, reason: string) => <T>(test: Test<T>): Register<T> => {
  if (condition) return (name, run) => test(name, run);
  tellSkipped(reason);
  return (name, run) => test.skip(name, run);
};

/**
 * Registers tests of a suite for a place (browser, engine, backend): they report that they ran there. Where it is missing they are skipped
 * with the reason, but under `CI=true` they fail.
 */
export const requiredInCi = (place: Place, available: boolean, reason: string) => <T>(test: Test<T>): Register<T> => {
  if (!available && !inCi) return skipUnless(false, reason)(test);
  return (name, run) =>
    test(name, async (context) => {
      if (!available) throw new Error(`CI must run this on ${place}: ${reason}`);
      await run(context);
      ranOn(place);
    });
};
