import { match } from "ts-pattern";
import type { Body, Node } from "../node.ts";
import { once } from "./once.ts";

/** A body inside a node, under the name of its option. */
export interface Part {
  readonly label: "each" | "last" | "then" | "otherwise" | "body";
  readonly body: Body;
}

/** The bodies of one node, in reading order. */
export const bodiesOf = once((node: Node): readonly Part[] =>
  match(node)
    .with({ _tag: "Denoise" }, (n): readonly Part[] => [
      { label: "each", body: n.each },
      { label: "last", body: n.last },
    ])
    .with({ _tag: "When" }, (n): readonly Part[] => [
      { label: "then", body: n.then },
      { label: "otherwise", body: n.otherwise },
    ])
    .with(
      { _tag: "Repeat" },
      { _tag: "Until" },
      { _tag: "Blocks" },
      { _tag: "Named" },
      (n): readonly Part[] => [{ label: "body", body: n.body }],
    )
    .with({ _tag: "Noise" }, { _tag: "Predict" }, { _tag: "Guide" }, { _tag: "Shape" }, { _tag: "ToLoo" }, () => [])
    .with({ _tag: "Posterior" }, { _tag: "Draft" }, { _tag: "Verify" }, { _tag: "Score" }, { _tag: "Select" }, () => [])
    .with({ _tag: "Accept" }, { _tag: "Write" }, { _tag: "Remember" }, { _tag: "Credit" }, { _tag: "Finish" }, () => [])
    .with({ _tag: "CommitBlock" }, { _tag: "Custom" }, () => [])
    .exhaustive()
);

/** A node and where it stands, `nodes[0].body[1].each[2]`. */
export interface Placed {
  readonly node: Node;
  readonly at: string;
}

/** Every node of a body, outer ones first. */
export const everyNode = (body: Body, at = "nodes"): readonly Placed[] =>
  body.flatMap((node, i) => {
    const here = `${at}[${i}]`;
    return [{ node, at: here }, ...bodiesOf(node).flatMap((part) => everyNode(part.body, `${here}.${part.label}`))];
  });
