import fc from "fast-check";
import { type Clock, cosine, firstHitting, linspace, logLinear } from "../../dsl/mod.ts";
import { arbitraryFormula } from "./arbitrary_formulas.ts";

const eps = fc.oneof(fc.constantFrom(0, 1e-3), fc.double({ min: 0, max: 0.99, noNaN: true }).map((x) => x + 0));
const schedule = fc.oneof(
  eps.map((e) => logLinear(e).formula),
  eps.map((e) => cosine(e).formula),
  arbitraryFormula,
);

/** Any clock: of the schedules with a name, and of others. */
export const arbitraryClock: fc.Arbitrary<Clock> = fc.oneof(
  fc.constantFrom(linspace(), firstHitting()),
  fc.record({ _tag: fc.constant("Linspace" as const), schedule, timeEps: eps }),
  fc.record({ _tag: fc.constant("FirstHitting" as const), schedule }),
);
