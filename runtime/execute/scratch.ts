/** Arrays handed out one after the other from one that grows, until all of them are taken back at once. */
interface Arena<A> {
  readonly take: (length: number) => A;
  readonly clear: () => void;
}

const arena = <A extends Float32Array | Float64Array>(make: (length: number) => A): Arena<A> => {
  let whole = make(0);
  let used = 0;
  return {
    take: (length) => {
      if (used + length > whole.length) { [whole, used] = [make(2 * Math.max(whole.length, length)), 0]; }
      used += length;
      return whole.subarray(used - length, used) as A;
    },
    clear: () => {
      used = 0;
    },
  };
};

/**
 * Arrays of numbers that live no longer than a pass of a loop: what stages build from them has been looked at by its end, and only
 * the canvas, memories and credit live on, in arrays of their own. Without it a step leaves a megabyte and dozens of small
 * arrays to the garbage collector, which then takes as long as the kernels.
 */
export interface Scratch {
  /** Numbers of cells; what was in them before is still there. */ readonly cells: (length: number) => Float64Array;
  /** Logits; what was in them before is still there. */ readonly logits: (length: number) => Float32Array;
  /** Takes back everything. */ readonly clear: () => void;
}

/** An empty scratch. */
export const scratch = (): Scratch => {
  const cells = arena((length) => new Float64Array(length));
  const logits = arena((length) => new Float32Array(length));
  return {
    cells: cells.take,
    logits: logits.take,
    clear: () => {
      cells.clear();
      logits.clear();
    },
  };
};
