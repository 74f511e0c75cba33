import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { Abilities, Process } from "../../dsl/mod.ts";
import type { NetworkConfig } from "../blockdit/config.ts";
import type { ConfigError } from "./config_error.ts";
import type { OwnSection } from "./own_section.ts";

/**
 * What a checkpoint can do.
 *
 * - `vocabulary`: what the caller says, else what is declared, else every row of the embedding, but the last where it is a mask.
 * - `prediction`, unless declared: `full` for masks, because at masked positions full and leave-one-out are the same
 *   distribution and only these are drawn; `unknown` for uniform noise, where the training loss decides and published
 *   files do not name it, so that the paper's plug-in posterior is used, with a notice.
 * - `rawAtVisible`: for uniform noise, whose losses train every position. With masks the losses see only a one-hot at
 *   visible positions, so what the network says there was never trained.
 */
export const abilitiesOf = (
  network: NetworkConfig,
  process: Process,
  own: OwnSection | undefined,
  said?: number,
): Either<ConfigError, Abilities> => {
  // An absorbing model's mask is a row of the embedding too: the one behind its tokens.
  const most = process === "absorbing" ? network.vocabulary - 1 : network.vocabulary;
  if (said !== undefined && !(Number.isInteger(said) && said >= 1 && said <= most)) {
    return left({ _tag: "BadVocabulary", most, rows: network.vocabulary, found: said });
  }
  const vocabulary = said ?? own?.vocabulary ?? most;
  if (vocabulary > most) {
    const want = `at most ${most}, as the embedding has ${network.vocabulary} rows`;
    return left({ _tag: "BadField", field: "blockgen.vocabulary", want, found: String(vocabulary) });
  }
  const unknown = (["eos", "pad"] as const).find((field) => (own?.[field] ?? 0) >= vocabulary);
  return unknown === undefined ? right(described(network, process, vocabulary, own)) : left({
    _tag: "BadField",
    field: `blockgen.${unknown}`,
    want: `a token from 0 to ${vocabulary - 1}`,
    found: String(own?.[unknown]),
  });
};

const described = (
  network: NetworkConfig,
  process: Process,
  vocabulary: number,
  own: OwnSection | undefined,
): Abilities => ({
  process,
  vocabulary,
  prediction: own?.prediction ?? (process === "absorbing" ? "full" : "unknown"),
  arVerify: own?.arVerify ?? true,
  rawAtVisible: process === "uniform",
  unconditional: false,
  selfConditioning: false,
  blockSizes: own?.blockSizes ?? "any",
  maximumLength: network.length,
  ...(own?.eos === undefined ? {} : { eos: own.eos }),
  ...(own?.pad === undefined ? {} : { pad: own.pad }),
});
