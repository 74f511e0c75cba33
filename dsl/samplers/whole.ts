import type { BlockSamplerOptions } from "./think.ts";

/** Knobs of samplers that publications run on the whole sequence: all of them have defaults, and blocks may be given. */
export interface WholeOptions extends Partial<BlockSamplerOptions> {
  /** Mass of the nucleus, in (0, 1]; what crosses it is dropped, as in ReMDM and BD3-LM. 1 keeps every token. */
  readonly topP?: number;
}
