import { describeJaxMissing, type JaxDevice, loadJax } from "../../runtime/blockdit/jax/load.ts";
import { runTraining } from "./training_run.ts";
import { tinyConfig } from "./training_twin.ts";

/** Losses, gradients and evaluations of five updates of a tiny network on a device: no Node built-in is imported, so a browser can. */
export const lossesOn = async (device: JaxDevice): Promise<readonly number[]> => {
  const jax = await loadJax(device);
  if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }
  const config = tinyConfig({
    process: "uniform",
    blocks: [{ size: 1, weight: 1 }, { size: 4, weight: 3 }],
    steps: 5,
    layers: 1,
  });
  const { updates, bits } = await runTraining(jax, config);
  return [...updates.flatMap(({ loss, gradient }) => [loss, gradient]), ...bits.flatMap((one) => Object.values(one))];
};
