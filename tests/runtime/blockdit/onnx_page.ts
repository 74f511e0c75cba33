import { isLeft } from "fp-ts/lib/Either.js";
import type { NetworkConfig } from "../../../runtime/blockdit/mod.ts";
import { describeOnnxMissing, onnxEngine } from "../../../runtime/blockdit/onnx/mod.ts";
import { randomNetwork } from "../../support/random_network.ts";
import { differenceFromHost } from "./onnx_parity.ts";

const config: NetworkConfig = {
  hidden: 24,
  heads: 2,
  blocks: 2,
  conditioning: 8,
  length: 24,
  vocabulary: 13,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};

/** What computed in a page, and how far it is from the host engine over some cached calls. */
export const parityInPage = async (wasm: string): Promise<{ backend: string; difference: number }> => {
  const opened = await onnxEngine(config, randomNetwork(config, 3), { wasm, threads: 1 });
  if (isLeft(opened)) { throw new Error(describeOnnxMissing(opened.left)); }
  const rows = [{ row: 0, fresh: 5, noisy: 4 }, { row: 1, fresh: 3, noisy: 4 }];
  const difference = await differenceFromHost(opened.right, {
    config,
    seed: 3,
    rows: 2,
    steps: [
      { verify: false, keep: true, rows },
      { verify: true, keep: false, rows },
      { verify: false, keep: false, rows: rows.map((row) => ({ ...row, fresh: 0 })) },
      { verify: false, keep: true, rows: rows.slice(1) },
    ],
  });
  await opened.right.dispose();
  return { backend: opened.right.backend(), difference };
};
