import { isRight } from "fp-ts/lib/Either.js";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openCheckpoint } from "../../../runtime/checkpoints/open_node.ts";
import { writeSynthetic } from "../../support/synthetic_weights.ts";
import { tinyNetwork } from "../../support/tiny_checkpoint.ts";

const synthetic = suite("checkpoints of random weights");
synthetic("open, with the same bytes for the same seed", async () => {
  const home = await mkdtemp(join(tmpdir(), "blockgen-synthetic-"));
  const own = { process: "uniform", prediction: "unknown", blockSizes: "any" } as const;
  const write = async (name: string, seed: number, dtype: "F32" | "F16" = "F32"): Promise<Buffer> => {
    await writeSynthetic(join(home, name), { network: tinyNetwork, dtype, seed, own });
    return await readFile(join(home, name, "model.safetensors"));
  };
  try {
    const first = await write("a", 1);
    assert.ok(first.equals(await write("b", 1)));
    assert.not.ok(first.equals(await write("c", 2)));
    await write("d", 1, "F16");
    for (const name of ["a", "d"]) {
      const opened = await openCheckpoint(join(home, name));
      assert.ok(isRight(opened));
      assert.equal(opened.right.network, tinyNetwork);
      const values = await opened.right.weights.tensor("blocks.0.norm1.weight");
      assert.ok(isRight(values) && values.right.every((value) => value > 0.8 && value < 1.2));
      await opened.right.weights.close();
    }
  } finally {
    await rm(home, { recursive: true });
  }
});
synthetic.run();
