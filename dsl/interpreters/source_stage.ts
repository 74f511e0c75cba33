import { match } from "ts-pattern";
import { masked } from "../expression/mod.ts";
import type { Body, Node, Stop } from "../node.ts";
import { isSame } from "./canonical.ts";
import { correctOf } from "./correct_of.ts";
import { call, type Code, literal, options, record, text, word } from "./source_code.ts";
import { clockCode, expressionCode, formulaCode, selectionCode, unless } from "./source_formula.ts";
import { guidedOf, spellingOf } from "./spelling.ts";
import { afterNode, anchorOf, type Filled } from "./source_anchor.ts";

const given = <A extends string | number | boolean>(value: A | null | undefined, usual: A | null = null): Code | null =>
  value === null || value === undefined || value === usual ? null : literal(value);

/** One node as the call that makes it, in a place with these slots filled. */
const stageCode = (node: Exclude<Node, { _tag: "Custom" }>, filled: Filled): Code =>
  match(node)
    .with({ _tag: "Noise" }, () => call("noise"))
    .with({ _tag: "Predict" }, (n) =>
      call("predict", ...options({ visible: given(n.visible, "carryOver"), self: given(n.self, false) })))
    .with({ _tag: "Guide" }, (n) =>
      call("guide", formulaCode(n.scale)))
    .with({ _tag: "Shape" }, (n) =>
      call(
        "shape",
        ...options({
          temperature: unless(n.temperature, 1),
          topK: given(n.topK),
          topP: given(n.topP),
          crossing: given(n.crossing, "keep"),
        }),
      ))
    .with({ _tag: "ToLoo" }, (n) => call("toLoo", ...options({ assume: given(n.assume, "declared") })))
    .with({ _tag: "Posterior" }, (n) =>
      call(
        "posterior",
        ...options({
          assume: given(n.assume, "declared"),
          remask: unless(n.remask, 0),
          reveal: given(n.reveal),
        }),
      ))
    .with({ _tag: "Draft" }, (n) =>
      call(
        "draft",
        ...options({ of: given(n.of, "posterior"), pick: given(n.pick, "draw"), assume: given(n.assume, "declared") }),
      ))
    .with({ _tag: "Verify" }, (n) => call("verify", ...options({ temperature: unless(n.temperature, 1) })))
    .with({ _tag: "Score" }, (n) => call("score", expressionCode(n.by)))
    .with({ _tag: "Select" }, (n) => call("select", selectionCode(n.pick)))
    .with({ _tag: "Accept" }, (n) =>
      call("accept", ...options({ among: isSame(n.among, masked.formula) ? null : formulaCode(n.among) })))
    .with({ _tag: "Write" }, (n) =>
      spellingOf(n) === "write"
        ? call("write", ...options({ level: unless(n.level, 1), rest: unless(n.rest, 0) }))
        : call(spellingOf(n)))
    .with({ _tag: "Remember" }, (n) =>
      call("remember", literal(n.name), formulaCode(n.value)))
    .with({ _tag: "Credit" }, (n) =>
      call(
        "credit",
        record({ decay: formulaCode(n.decay), gain: formulaCode(n.gain), weight: formulaCode(n.weight) }),
      ))
    .with({ _tag: "Finish" }, (n) =>
      call(
        "finish",
        ...options({ pick: given(n.pick, "draw"), among: unless(n.among, 1), assume: given(n.assume, "declared") }),
      ))
    .with({ _tag: "CommitBlock" }, () =>
      call("commitBlock"))
    .with({ _tag: "Denoise" }, denoiseCode)
    .with({ _tag: "When" }, whenCode)
    .with({ _tag: "Repeat" }, (n) =>
      call("repeat", literal(n.times), stepCode(n.body)))
    .with({ _tag: "Until" }, (n) =>
      call("until", expressionCode(n.test), record({ atMost: literal(n.atMost) }), stepCode(n.body)))
    // `blocks` makes a program, not a stage: behind others it goes on from them.
    .with({ _tag: "Blocks" }, (n) => {
      const inner = call("sequence", text("before"), blocksCode(n));
      return { ...inner, open: `(before) => ${inner.open}` };
    })
    .with({ _tag: "Named" }, (n) =>
      correctCode(n) ?? call("named", literal(n.name), fragmentCode(n.body, filled)))
    .exhaustive();

type Of<T extends Node["_tag"]> = Extract<Node, { _tag: T }>;

const whenCode = (n: Of<"When">): Code => {
  const guided = guidedOf(n.test);
  const branches = [stepCode(n.then), stepCode(n.otherwise)] as const;
  return guided === null
    ? call("when", expressionCode(n.test), ...branches)
    : call("guided", record({ every: given(guided.every, 1), after: given(guided.after, 0) }), ...branches);
};

const denoiseCode = (n: Of<"Denoise">): Code =>
  call(
    "denoise",
    literal(n.steps),
    record({
      each: stepCode(n.each),
      last: stepCode(n.last),
      policy: given(n.policy, "full"),
      clock: clockCode(n.clock),
    }),
  );

/** Blocks as the program that they are. */
export const blocksCode = (n: Of<"Blocks">): Code =>
  call(
    "blocks",
    literal(n.size),
    pipeCode(n.body),
    ...options({
      upTo: given(n.upTo),
      prefix: given(n.prefix),
      stop: n.stop === null ? null : stopCode(n.stop),
    }),
  );

const stopCode = (stop: Stop): Code =>
  record({ eos: given(stop.eos), pad: given(stop.pad), afterEos: literal(stop.afterEos) });

/** `correct({ by })`, if that is what made the group. */
const correctCode = (node: Of<"Named">): Code | null => {
  const parts = correctOf(node);
  return parts === null ? null : call(
    "correct",
    record({
      by: expressionCode(parts.by),
      temperature: unless(parts.temperature, 1),
      assume: given(parts.assume, "declared"),
      pick: parts.pick === null ? null : selectionCode(parts.pick),
    }),
  );
};

/** The body of a loop, which starts from a noisy block. */
const stepCode = (body: Body): Code => fragmentCode(body, { block: "noisy" });

const FLOW_TAKES = 9;
const PIPE_TAKES = 19;

const fragmentCode = (body: Body, filled: Filled): Code =>
  chained("flow", FLOW_TAKES, word(anchorOf(filled)), stagesOf(body, filled));

/** A body from before a block on. */
export const pipeCode = (body: Body): Code =>
  chained("pipe", PIPE_TAKES, word("open"), stagesOf(body, { block: "open" }));

const stagesOf = (body: Body, start: Filled): readonly Code[] => {
  let filled = start;
  return body.map((node) => {
    const code = node._tag === "Custom" ? text("") : stageCode(node, filled);
    filled = afterNode(node, filled);
    return code;
  });
};

/** `flow` and `pipe` take only so many functions: longer ones are nested. */
const chained = (name: string, takes: number, first: Code, stages: readonly Code[]): Code => {
  if (stages.length === 0) { return first; }
  const head = call(name, first, ...stages.slice(0, takes - 1));
  return chained(name, takes, head, stages.slice(takes - 1));
};
