import { match } from "ts-pattern";
import type { Body, Node } from "../node.ts";
import type { Program } from "../program.ts";
import { everyNode } from "./bodies_of.ts";
import { type Bounds, isEqual } from "./bounds.ts";
import { costOfBody } from "./cost_of_body.ts";
import { guidedOf } from "./spelling.ts";

/**
 * What a full block costs, as a formula of its number of updates N: `2N-1 per block of 16 (N = 8)`; numbers where there is no simple one,
 * and `1 per token` where that is all.
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
  if (symbolic === null) { return `${inNumbers(costOfBody(node.body, { size, free: size }))} ${unit}`; }
  const { steps, policy } = loops[0];
  if (policy !== "perToken") { return `${symbolic} ${unit} (N = ${steps})`; }
  return symbolic === "N" ? `${steps} per token` : `${symbolic} ${unit} (N = ${steps} per token)`;
};

/**
 * Steps that all cost the same `a`, and a last one of `b`: `aN + (b - a)`; where one `guided` is all that a step does, its steps are
 * counted apart. Null where branches of other tests cost differently.
 */
const ofLoop = (loop: Denoise, size: number, around: number): string | null => {
  const once = (body: Body) => exact(costOfBody(body, { size, free: size }));
  const last = branches(loop.last, size) ? null : once(loop.last);
  if (last === null) { return null; }
  const [first] = loop.each;
  const guided = loop.each.length === 1 && first._tag === "When" ? guidedOf(first.test) : null;
  if (guided !== null && first._tag === "When") {
    const [then, otherwise] = [once(first.then), once(first.otherwise)];
    if (then === null || otherwise === null || branches([...first.then, ...first.otherwise], size)) { return null; }
    if (guided.every === 1 && guided.after === 0) { return linear(then, last - then + around); }
    return `${linear(otherwise, last - otherwise + around)}${
      times(then - otherwise, guidedSteps(guided.every, guided.after))
    }`;
  }
  const each = once(loop.each);
  return each === null || branches(loop.each, size) ? null : linear(each, last - each + around);
};

/** Is there a test whose branches cost differently? */
const branches = (body: Body, size: number): boolean =>
  everyNode(body).some(({ node }) => {
    if (node._tag !== "When") { return false; }
    const cost = (branch: Body) => costOfBody(branch, { size, free: size });
    return !isEqual(cost(node.then), cost(node.otherwise));
  });

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
