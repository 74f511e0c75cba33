import { match } from "ts-pattern";
import type { Body, Node } from "../node.ts";
import type { Program } from "../program.ts";
import type { Bounds } from "./bounds.ts";
import { costOfBody } from "./cost_of_body.ts";

/**
 * What a full block costs, as a formula of its number of updates N: `2N-1 per block of 16 (N = 8)`; numbers where there is no simple one.
 *
 * Several `blocks` are separated by `, then `.
 */
export const nfeFormula = (program: Program): string => {
  const parts = program.nodes.flatMap((node) => node._tag === "Blocks" ? [perBlock(node)] : []);
  return parts.length === 0 ? inNumbers(costOfBody(program.nodes, { size: 1, free: 1 })) : parts.join(", then ");
};

type Blocks = Extract<Node, { _tag: "Blocks" }>;
type Denoise = Extract<Node, { _tag: "Denoise" }>;

const perBlock = (node: Blocks): string => {
  const size = node.size === "sequence" ? 1 : node.size;
  const unit = node.size === "sequence" ? "for the row" : node.size === 1 ? "per token" : `per block of ${node.size}`;
  const loops = node.body.filter((inner) => inner._tag === "Denoise");
  const around = costOfBody(node.body.filter((inner) => inner._tag !== "Denoise"), { size, free: size });
  const symbolic = loops.length === 1 && isExact(around) ? ofLoop(loops[0], size, around.least) : null;
  return symbolic === null
    ? `${inNumbers(costOfBody(node.body, { size, free: size }))} ${unit}`
    : `${symbolic} ${unit} (N = ${loops[0].steps}${loops[0].policy === "perToken" ? " per token" : ""})`;
};

/** Steps that all cost the same `a`, and a last one of `b`: `aN + (b - a)`; with one `guided`, its steps are counted apart. */
const ofLoop = (loop: Denoise, size: number, around: number): string | null => {
  const once = (body: Body) => exact(costOfBody(body, { size, free: size }));
  const last = once(loop.last);
  const [first] = loop.each;
  if (last === null || hasGuided(loop.last)) { return null; }
  if (loop.each.length === 1 && first._tag === "Guided") {
    const [then, otherwise] = [once(first.then), once(first.otherwise)];
    if (then === null || otherwise === null || hasGuided([...first.then, ...first.otherwise])) { return null; }
    if (first.every === 1 && first.after === 0) { return linear(then, last - then + around); }
    return `${linear(otherwise, last - otherwise + around)}${
      times(then - otherwise, guidedSteps(first.every, first.after))
    }`;
  }
  const each = once(loop.each);
  return each === null || hasGuided(loop.each) ? null : linear(each, last - each + around);
};

const hasGuided = (body: Body): boolean =>
  body.some((node) => node._tag === "Guided" || (node._tag === "Named" && hasGuided(node.body)));

const isExact = (bounds: Bounds): boolean => bounds.least === bounds.most;
const exact = (bounds: Bounds): number | null => isExact(bounds) ? bounds.least : null;

const linear = (slope: number, rest: number): string => {
  const product = match(slope).with(0, () => "").with(1, () => "N").otherwise((a) => `${a}N`);
  return product === "" ? String(rest) : `${product}${signed(rest)}`;
};

const signed = (x: number): string => x === 0 ? "" : x > 0 ? `+${x}` : `-${-x}`;

/** How many of the steps 0 ... N-2 are guided. */
const guidedSteps = (every: number, after: number): string =>
  every === 1 ? `max(0, N-${1 + after})` : `max(0, floor((N-${2 + after})/${every})+1)`;

const times = (factor: number, count: string): string =>
  match(factor).with(0, () => "").with(1, () => `+${count}`).otherwise((f) =>
    `${f < 0 ? "-" : "+"}${Math.abs(f)}*${count}`
  );

const inNumbers = ({ least, most }: Bounds): string => least === most ? String(least) : `${least} to ${most}`;
