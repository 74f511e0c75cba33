import type { Abilities } from "../../dsl/mod.ts";
import { type Model, model, type Tokenizer } from "../model.ts";
import type { NetworkConfig } from "./config.ts";
import type { Engine } from "./engine.ts";
import { blockDitSession } from "./session.ts";

/** A network, what it was trained to do, and how its tokens are read. */
export interface BlockDitParts {
  readonly name: string;
  readonly config: NetworkConfig;
  readonly engine: Engine;
  readonly abilities: Abilities;
  readonly tokenizer?: Tokenizer;
}

/** A BlockDiT as a model that samplers run on; the engine stays the caller's to dispose of. */
export const blockDitModel = ({ name, config, engine, abilities, tokenizer }: BlockDitParts): Model => {
  const { blockSizes } = abilities;
  const blockSize = blockSizes === "any" ? undefined : Math.max(...blockSizes);
  return model({
    name,
    abilities,
    ...(tokenizer === undefined ? {} : { tokenizer }),
    get engine() {
      return `${engine.name} (${engine.backend()})`;
    },
    open: (batch) => blockDitSession(engine, config, batch, blockSize),
  });
};
