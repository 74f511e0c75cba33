/** What a BlockDiT is made of: the model section of a published `config.json`, and what its tensors tell. */
export interface NetworkConfig {
  /** Width of the residual stream. */ readonly hidden: number;
  /** Attention heads; `hidden / heads` is even. */ readonly heads: number;
  /** Layers. */ readonly blocks: number;
  /** Width of the noise level's embedding; of no meaning without `adaLN`. */ readonly conditioning: number;
  /** Longest sequence, in tokens. */ readonly length: number;
  /** Rows of the embedding: real tokens, and the mask of an absorbing process behind them. */ readonly vocabulary:
    number;
  /** Does the noise level shift, scale and gate every layer? */ readonly adaLN: boolean;
  /** Clean tokens see only clean tokens before them; otherwise also those behind them in their own block. */
  readonly causalContext: boolean;
  /** The MLP's nonlinearity: the paper's `gelu` (tanh form), or `relu2`, the square of the positive part. */
  readonly activation: "gelu" | "relu2";
}

/** Width of a head. */
export const headWidth = ({ hidden, heads }: NetworkConfig): number => hidden / heads;

/** Width of the sinusoids that the noise level is told by. */
export const noiseFrequencies = 256;

/** Base of the rotary positions and of those sinusoids. */
export const frequencyBase = 10_000;
