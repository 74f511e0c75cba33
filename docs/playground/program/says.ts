import type { Node } from "blockgen/dsl";
import { match } from "ts-pattern";
import { correctOf } from "../../../dsl/interpreters/correct_of.ts";
import { spellingOf } from "../../../dsl/interpreters/spelling.ts";

/** What a stage does, in one plain sentence for somebody who reads the page and not the code. */
export const says = (node: Node): string =>
  match(node)
    .with({ _tag: "Noise" }, () => "Fills the free positions of the block with noise.")
    .with({ _tag: "Predict" }, () => "Asks the model which token it expects at each position: one evaluation.")
    .with(
      { _tag: "Guide" },
      () => "Asks the model again without its condition and moves the prediction away from that.",
    )
    .with({ _tag: "Shape" }, () => "Sharpens the prediction, or cuts off its unlikely tokens.")
    .with({ _tag: "ToLoo" }, () => "Takes out of each prediction what it knew from its own noisy token.")
    .with({ _tag: "Posterior" }, () => "Draws the block one noise level cleaner.")
    .with({ _tag: "Draft" }, () => "Guesses the whole block beside the noisy one.")
    .with({ _tag: "Verify" }, () => "Asks the model left to right how likely each drafted token is: one evaluation.")
    .with({ _tag: "Score" }, () => "Gives every position a number.")
    .with({ _tag: "Select" }, () => "Picks positions with the highest numbers.")
    .with({ _tag: "Accept" }, () => "Accepts drafted tokens from left to right until the AR prediction refuses one.")
    .with({ _tag: "Write" }, ofWrite)
    .with({ _tag: "Remember" }, (n) => `Keeps a number for every position, called ${n.name}, until the next block.`)
    .with({ _tag: "Credit" }, () => "Favours tokens that have been the most probable ones for some updates.")
    .with({ _tag: "Finish" }, (n) =>
      n.pick === "keep"
        ? "Takes the block as it stands for finished."
        : "Turns what is still noise into tokens and ends the block.")
    .with({ _tag: "Denoise" }, (n) =>
      n.policy === "perToken"
        ? "Repeats its update for every token; the last one ends the block."
        : `Makes ${n.steps} ${n.steps === 1 ? "update" : "updates"} from noise to text; the last one ends the block.`)
    .with({ _tag: "When" }, (n) =>
      spellingOf(n) === "guided" ? "Goes one way at some steps, the other way at all others." : "Goes one of two ways.")
    .with({ _tag: "Repeat" }, (n) =>
      n.times === 1 ? "Does its stages once." : `Does its stages ${n.times} times.`)
    .with({ _tag: "Until" }, (n) =>
      `Does its stages again until a test holds, at most ${n.atMost} times.`)
    .with({ _tag: "Blocks" }, (n) =>
      n.size === "sequence"
        ? "Takes the whole row as one block."
        : `Writes the row in blocks of ${n.size}, left to right.`)
    .with({ _tag: "CommitBlock" }, () =>
      "Adds the finished block to the text.")
    .with({ _tag: "Named" }, (n) =>
      correctOf(n) === null
        ? "A group of stages with a name."
        : "Drafts the block, looks which tokens seem wrong, and makes those noise again.")
    .with({ _tag: "Custom" }, () =>
      "A stage of your own, written as code.")
    .exhaustive();

const ofWrite = (node: Extract<Node, { readonly _tag: "Write" }>): string =>
  match(spellingOf(node))
    .with("renoise", () => "Takes the draft, with noise at the picked positions.")
    .with("redraw", () => "Redraws the picked positions: the draft's token or noise, by the next noise level.")
    .otherwise(() => "Takes the draft's tokens at the picked positions.");
