import type { NetworkConfig } from "../blockdit/config.ts";

/** What `config.json` says of a network; the tensors tell the vocabulary and whether it is conditioned on time. */
export type DeclaredNetwork = Omit<NetworkConfig, "vocabulary" | "adaLN">;
