import { type Abilities, type Ability, abilityNames } from "../abilities.ts";
import type { Body } from "../node.ts";
import { everyNode, type Placed } from "./bodies_of.ts";
import { type Need, needsOf } from "./needs.ts";
import type { Problem } from "./problem.ts";

/** What a program asks and a model does not have: abilities, noise, the end of a text, tokens. */
export const modelProblems = (nodes: Body, model: Abilities): readonly Problem[] => [
  ...missingAbilities(needsOf(nodes), model),
  ...everyNode(nodes).flatMap((placed) => stopProblems(placed, model)),
];

const missingAbilities = (needs: readonly Need[], model: Abilities): readonly Problem[] => {
  const has = new Set<Ability>(abilityNames(model));
  const missing = [...new Set(needs.map((need) => need.ability))].filter((ability) => !has.has(ability));
  return missing.map((ability): Problem => {
    const asking = needs.filter((need) => need.ability === ability);
    const stages = [...new Set(asking.map((need) => need.stage))];
    const at = asking[0].at;
    return ability === "absorbing" || ability === "uniform"
      ? { _tag: "WrongProcess", at, want: ability, found: model.process, stages }
      : { _tag: "MissingAbility", at, ability, stages };
  });
};

const stopProblems = ({ node, at }: Placed, model: Abilities): readonly Problem[] => {
  if (node._tag !== "Blocks" || node.stop === null) { return []; }
  const { eos, pad } = node.stop;
  const named = [["eos", eos], ["pad", pad]] as const;
  return [
    ...(eos === undefined && model.eos === undefined ? [{ _tag: "MissingEos", at } as const] : []),
    ...named.flatMap(([knob, token]): readonly Problem[] =>
      token === undefined || isToken(token, model)
        ? []
        : [{ _tag: "UnknownToken", at, stage: "blocks", knob, token, vocabulary: model.vocabulary }]
    ),
  ];
};

const isToken = (token: number, model: Abilities): boolean =>
  Number.isInteger(token) && token >= 0 && token < model.vocabulary;
