import { type Abilities, buildSampler, check, describeProblem, samplers } from "../../dsl/mod.ts";
import type { Loadable } from "../blockdit/loadable.ts";
import { bytesOnDisk } from "./load_checkpoint.ts";

const singleBytes = 4;

/** Which named samplers run on a model, and of the others why not. */
export const samplersOn = (abilities: Abilities) => {
  const judged = samplers.map((entry) => ({
    name: entry.name,
    why: check(buildSampler(entry), abilities).map(describeProblem)[0] ?? null,
  }));
  return {
    samplers: judged.filter(({ why }) => why === null).map(({ name }) => name),
    notRunning: judged.flatMap(({ name, why }) => why === null ? [] : [{ name, why }]),
  };
};

/** What a checkpoint says of itself. */
export const checkpointFacts = (loadable: Loadable) => {
  const {
    checkpoint: { name, network, parameters, weights },
    abilities,
    tokenizer,
    withoutTokenizer,
    vocabularyNotice,
  } = loadable;
  const { hidden, blocks, length } = network;
  return {
    name,
    network,
    ...abilities,
    parameters,
    dtypes: [...new Set(weights.entries.map(({ dtype }) => dtype))],
    bytesOnDisk: bytesOnDisk(loadable),
    /** Of the weights in float32, which all engines but `host` keep. */ bytesInMemory: singleBytes * parameters,
    /** Of the keys and values that a row of full length has cached. */
    bytesOfCache: 2 * singleBytes * blocks * length * hidden,
    tokenizer: tokenizer === null ? null : "vocabulary" in tokenizer ? `${tokenizer.vocabulary} tokens` : "given",
    withoutTokenizer,
    vocabularyNotice,
    ...samplersOn(abilities),
  };
};

type Facts = ReturnType<typeof checkpointFacts>;

/** Bytes in the unit that leaves one digit or more before the point. */
const size = (bytes: number): string => {
  const [unit, name] = bytes < 1e6 ? [1e3, "kB"] as const : bytes < 1e9 ? [1e6, "MB"] as const : [1e9, "GB"] as const;
  return `${(bytes / unit).toFixed(1)} ${name}`;
};

const architecture = ({ network }: Facts): string =>
  [
    `BlockDiT of ${network.blocks} layers, width ${network.hidden}, ${network.heads} heads`,
    network.adaLN ? `adaLN of width ${network.conditioning}` : "no adaLN",
    `${network.activation} MLP`,
    network.causalContext ? "causal context" : "context in blocks",
  ].join(", ");

/** Why a sampler does not run, without the stages that ask: so that samplers with one reason stand together. */
const inShort = (why: string): string => why.replace(/, which .* needs?(?=:|$)/, "");

/** The lines of `blockgen inspect` on a checkpoint. */
export const checkpointLines = (facts: Facts): readonly string[] => {
  const can = (["arVerify", "rawAtVisible", "unconditional", "selfConditioning"] as const).filter((name) =>
    facts[name]
  );
  const reasons = [...new Set(facts.notRunning.map(({ why }) => inShort(why)))];
  return [
    facts.name,
    `network      ${architecture(facts)}`,
    `parameters   ${facts.parameters.toLocaleString("en")}, ${facts.dtypes.join(" and ")}`,
    `memory       ${facts.bytesOnDisk === null ? "" : `${size(facts.bytesOnDisk)} on disk, `}${
      size(facts.bytesInMemory)
    } loaded, and up to ${size(facts.bytesOfCache)} of context a row`,
    `noise        ${facts.process === "absorbing" ? "masked (absorbing)" : facts.process}`,
    `predictions  ${facts.prediction}`,
    `abilities    ${can.length === 0 ? "none beyond predicting" : can.join(", ")}`,
    `block sizes  ${facts.blockSizes === "any" ? "any" : facts.blockSizes.join(", ")}`,
    `length       ${facts.maximumLength} tokens`,
    `vocabulary   ${facts.vocabulary} tokens${facts.eos === undefined ? "" : `, ${facts.eos} ends a text`}`,
    `tokenizer    ${facts.tokenizer ?? facts.withoutTokenizer}`,
    ...(facts.vocabularyNotice === null ? [] : [`note         ${facts.vocabularyNotice}`]),
    `samplers     ${facts.samplers.join(", ")}`,
    ...reasons.map((why) =>
      `not          ${
        facts.notRunning.filter((one) => inShort(one.why) === why).map(({ name }) => name).join(", ")
      }: ${why}`
    ),
  ];
};
