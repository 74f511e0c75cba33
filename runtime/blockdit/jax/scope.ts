import type { JaxArray } from "./load.ts";

/** Arrays that are let go together: jax-js counts references by hand, and the description of the network does not. */
export interface Scope {
  /** Takes charge of a new array. */ readonly own: (x: JaxArray) => JaxArray;
  /** Ends: the result stays, everything else is let go. */ readonly leave: (result: JaxArray) => JaxArray;
}

/** A scope with nothing in it. */
export const scope = (): Scope => {
  const owned: JaxArray[] = [];
  return {
    own: (x) => {
      owned.push(x);
      return x;
    },
    leave: (result) => {
      const kept = result.ref;
      owned.forEach((x) => x.dispose());
      return kept;
    },
  };
};
