import type { Kernel, Leaf, Op, Value } from "./value.ts";

/** A value's place in a plan: an index into `leaves` or into `steps`. */
export type Place = Readonly<{ _tag: "Leaf"; index: number } | { _tag: "Step"; index: number }>;

/** A kernel call of a plan; its arguments come earlier. */
export interface Step {
  readonly op: Op;
  readonly args: readonly Place[];
}

/** A graph put in order: every distinct computation once, after what it reads. */
export interface Plan {
  readonly leaves: readonly Leaf[];
  readonly steps: readonly Step[];
  readonly wanted: readonly Place[];
  /** Equal for graphs of equal structure, whatever numbers their leaves hold. */ readonly key: () => string;
}

/** Kernels by their unique names, numbered as they are met: the names of formulas are long, and plans are made every step. */
const numbers = new Map<string, number>();
const kernelNumbers = new WeakMap<Kernel, number>();

const numberOf = (kernel: Kernel): number => {
  const known = kernelNumbers.get(kernel);
  if (known !== undefined) { return known; }
  const number = numbers.get(kernel.name) ?? numbers.size;
  numbers.set(kernel.name, number);
  kernelNumbers.set(kernel, number);
  return number;
};

const spell = (place: Place): string => `${place._tag[0]}${place.index}`;

/** Every value has one place, so that equal places are the same object. */
const same = (a: readonly Place[], b: readonly Place[]): boolean => a.every((place, i) => place === b[i]);

/** Collects leaves and steps; computations that read the same are one step, also when they were written twice. */
class Planner {
  readonly leaves: Leaf[] = [];
  readonly steps: Step[] = [];
  readonly #places = new Map<Value, Place>();
  /** The steps of each kernel, by its number. */
  readonly #calls = new Map<number, Place[]>();

  place(value: Value): Place {
    const known = this.#places.get(value);
    if (known) { return known; }
    const found = value._tag === "Leaf" ? this.#addLeaf(value) : this.#addStep(value);
    this.#places.set(value, found);
    return found;
  }

  #addLeaf(value: Leaf): Place {
    return { _tag: "Leaf", index: this.leaves.push(value) - 1 };
  }

  #addStep(op: Op): Place {
    const args = op.args.map((arg) => this.place(arg));
    const kernel = numberOf(op.kernel);
    const calls = this.#calls.get(kernel) ?? [];
    const known = calls.find((call) => same(this.steps[call.index]!.args, args));
    if (known) { return known; }
    const found: Place = { _tag: "Step", index: this.steps.push({ op, args }) - 1 };
    calls.push(found);
    this.#calls.set(kernel, calls);
    return found;
  }

  key(wanted: readonly Place[]): string {
    const leaves = this.leaves.map((leaf) => leaf.kind[0]).join("");
    const calls = this.steps.map(({ op, args }) => `${numberOf(op.kernel)}(${args.map(spell).join(",")})`);
    return `${leaves};${calls.join(";")};${wanted.map(spell).join(",")}`;
  }
}

/** Orders the graph of the wanted values. */
export const plan = (values: readonly Value[]): Plan => {
  const planner = new Planner();
  const wanted = values.map((value) => planner.place(value));
  return { leaves: planner.leaves, steps: planner.steps, wanted, key: () => planner.key(wanted) };
};

/** The deciding steps of a plan, as values. */
export const decisions = (of: Plan): readonly Op[] =>
  of.steps.filter((step) => step.op.kernel.margin !== undefined).map((step) => step.op);
