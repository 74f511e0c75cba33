/** What stands between the two linear layers of an MLP: `gelu` (tanh form, as published) or `relu2`, `max(0, x)^2`. */
export type Activation = "gelu" | "relu2";

/** The size of a BlockDiT network, and the two choices that its tensors do not tell. */
export interface NetworkConfig {
  /** Width of the residual stream; a multiple of twice `heads`. */ readonly hidden: number;
  /** Attention heads. */ readonly heads: number;
  /** Transformer blocks. */ readonly blocks: number;
  /** Width of the time embedding that modulates the norms. */ readonly conditioning: number;
  /** Longest sequence in tokens. */ readonly length: number;
  /** Is clean context token-causal, or causal by blocks only? */ readonly causalContext: boolean;
  readonly activation: Activation;
}
