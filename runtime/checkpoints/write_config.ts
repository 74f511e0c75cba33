import type { DeclaredNetwork } from "./declared_network.ts";
import type { OwnSection } from "./own_section.ts";

/**
 * The text of a `config.json` in the published form, with a section of our own if there is one; `readConfig` reads it back.
 *
 * @param name The writer's name for the model.
 */
export const writeConfig = (network: DeclaredNetwork, name: string, own?: OwnSection): string => {
  const { hidden, conditioning, length, blocks, heads, causalContext, activation } = network;
  const config = {
    name,
    type: "block-dit",
    hidden_size: hidden,
    cond_dim: conditioning,
    length,
    n_blocks: blocks,
    n_heads: heads,
    dropout: 0,
    attn_backend: "sdpa",
    x0_causal: causalContext,
    // Published files have no such field: theirs is always gelu.
    ...(activation === "gelu" ? {} : { activation }),
    ...(own === undefined ? {} : { blockgen: own }),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
};
