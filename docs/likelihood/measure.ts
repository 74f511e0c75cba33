import { type Either, isLeft } from "fp-ts/lib/Either.js";
import { chooseEngine, type EngineChoice } from "../../runtime/blockdit/choose.ts";
import type { Engine } from "../../runtime/blockdit/engine.ts";
import { loadableOnDisk } from "../../runtime/blockdit/load_node.ts";
import type { Loadable } from "../../runtime/blockdit/loadable.ts";
import { engineScorer, likelihood, type Scorer } from "../../runtime/eval/likelihood/mod.ts";
import { type BibleName, shippedReference } from "../../runtime/shipped/names.ts";
import { shippedFolder } from "../../runtime/shipped/place_node.ts";
import type { TrainConfig } from "../../runtime/train/config.ts";
import { settingsIn } from "../../runtime/train/settings_file_node.ts";
import type { NetworkBits } from "./found.ts";
import { slidingBits } from "./sliding.ts";
import type { HeldOut } from "./text.ts";

/** How much is measured. */
export interface Scale {
  /** Rows of held-out text at most. */ readonly rows: number;
  /** Draws of noise for each block size above 1. */ readonly draws: number;
  readonly seed: number;
}

/** What a step came to; a script that cannot go on says why. */
export const must = <A>(found: Either<unknown, A>): A => {
  if (isLeft(found)) { throw new Error(JSON.stringify(found.left)); }
  return found.right;
};

/** Block sizes of the table, for networks that know more than one. */
const sizes = [1, 2, 4, 8, 16] as const;

const bitsWith = async (
  scorer: Scorer,
  { blocks }: Pick<TrainConfig, "blocks">,
  text: HeldOut,
  { draws, seed }: Scale,
): Promise<Pick<NetworkBits, "sizes" | "mixture" | "sliding">> => {
  const mixed = blocks.length > 1;
  const found = await likelihood(scorer, text, {
    blockSizes: mixed ? sizes : [1],
    draws,
    seed,
    ...(mixed ? { mixture: blocks } : {}),
  });
  return {
    sizes: found.sizes.map(({ blockSize, bitsPerCharacter, standardError, exact }) => ({
      size: blockSize,
      bits: bitsPerCharacter,
      error: exact ? 0 : standardError ?? NaN,
    })),
    mixture: found.mixture === null ? null : {
      logSumExp: found.mixture.logSumExp.bitsPerCharacter,
      jensen: found.mixture.jensen.bitsPerCharacter,
    },
    sliding: await slidingBits(scorer, text),
  };
};

const withEngine = async <A>(
  { checkpoint: { network }, ...weights }: Loadable,
  choice: EngineChoice,
  act: (engine: Engine) => Promise<A>,
): Promise<A> => {
  const engine = must(await chooseEngine(choice, network, weights));
  try {
    return await act(engine);
  } finally {
    await engine.dispose();
    weights.close();
  }
};

/** Bits per character of a network that ships, at each block size. */
export const networkBits = async (
  name: BibleName,
  text: HeldOut,
  scale: Scale,
  choice: EngineChoice = "auto",
): Promise<NetworkBits> => {
  const loadable = must(await loadableOnDisk(shippedReference(name), {}));
  const config = must(await settingsIn(shippedFolder(name)));
  return await withEngine(loadable, choice, async (engine) => {
    const scorer = engineScorer(engine, loadable.checkpoint.network, loadable.abilities);
    const bits = await bitsWith(scorer, config, text, scale);
    const trained = Object.fromEntries(config.blocks.map(({ size, weight }) => [size, weight]));
    return { name, engine: `${engine.name} (${engine.backend()})`, trained, ...bits };
  });
};
