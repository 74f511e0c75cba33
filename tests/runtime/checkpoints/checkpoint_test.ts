import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  checkpointFromBytes,
  type CheckpointOptions,
  describeCheckpoint,
  expectedTensors,
  type NamedTensor,
  readConfig,
  readReference,
  writeConfig,
  writeSafetensors,
} from "../../../runtime/checkpoints/mod.ts";
import { processOf } from "../../../runtime/checkpoints/process_of.ts";
import { goldenFolder, readGolden } from "../../support/golden.ts";
import { skipUnless } from "../../support/skip.ts";
import { tinyConfig, tinyModel, tinyNetwork, tinyTensors } from "../../support/tiny_checkpoint.ts";

const load = (config: unknown, model = tinyModel(), options: CheckpointOptions = { process: "absorbing" }) =>
  checkpointFromBytes(model, typeof config === "string" ? config : JSON.stringify(config), options);

const loaded = async (...parts: Parameters<typeof load>) => {
  const found = await load(...parts);
  if (isLeft(found)) throw new Error(describeCheckpoint(found.left));
  return found.right;
};

const sentenceOf = async (...parts: Parameters<typeof load>): Promise<string> => {
  const found = await load(...parts);
  return isLeft(found) ? describeCheckpoint(found.left) : "it loaded";
};

const checkpoint = suite("a checkpoint");
checkpoint("gets its sizes from config.json, its vocabulary and time conditioning from the tensors", async () => {
  assert.equal((await loaded(tinyConfig)).network, tinyNetwork);
  const unconditioned = { ...tinyNetwork, adaLN: false };
  assert.equal((await loaded(tinyConfig, writeSafetensors(tinyTensors(unconditioned)))).network, unconditioned);
});

checkpoint("of either noise has the abilities that its training gave it", async () => {
  const absorbing = (await loaded(tinyConfig)).abilities;
  assert.equal(absorbing, {
    process: "absorbing",
    vocabulary: 5,
    prediction: "full",
    arVerify: true,
    rawAtVisible: false,
    unconditional: false,
    selfConditioning: false,
    blockSizes: "any",
    maximumLength: 16,
  });
  const uniform = (await loaded(tinyConfig, tinyModel(), { process: "uniform" })).abilities;
  assert.equal(uniform, { ...absorbing, process: "uniform", vocabulary: 6, prediction: "unknown", rawAtVisible: true });
});

checkpoint("of ours says more, and is believed", async () => {
  const own = { process: "uniform", prediction: "loo", blockSizes: [1, 4], eos: 5, later: 1 };
  const found = await loaded({ model: { ...tinyConfig, activation: "relu2" }, blockgen: own }, tinyModel("F16"), {});
  const { process, prediction, blockSizes, eos, pad } = found.abilities;
  assert.equal([process, prediction, blockSizes, eos, pad], ["uniform", "loo", [1, 4], 5, undefined]);
  assert.is(found.network.activation, "relu2");
  assert.match(await sentenceOf({ ...tinyConfig, blockgen: own }), /config.json says uniform .* caller says absorbing/);
});

checkpoint("hands out its numbers, exact in both formats", async () => {
  for (const dtype of ["F32", "F16"] as const) {
    const { weights, parameters } = await loaded(tinyConfig, tinyModel(dtype));
    assert.is(parameters, tinyTensors().reduce((sum, { values }) => sum + values.length, 0));
    for (const { name, values } of tinyTensors()) {
      assert.equal(await weights.tensor(name), { _tag: "Right", right: values });
    }
  }
});

checkpoint("has a configuration that comes back from its text", () => {
  const { vocabulary: _, adaLN: __, ...network } = tinyNetwork;
  const own = { process: "uniform", prediction: "loo", blockSizes: [1, 4], arVerify: false, eos: 5, pad: 0 } as const;
  for (const activation of ["gelu", "relu2"] as const) {
    const written = writeConfig({ ...network, activation }, "mine", own);
    assert.equal(readConfig(written), {
      _tag: "Right",
      right: { name: "mine", own, network: { ...network, activation } },
    });
  }
  assert.equal(JSON.parse(writeConfig(network, "tiny")), tinyConfig);
});

const without = (name: string): NamedTensor[] => tinyTensors().filter((tensor) => tensor.name !== name);
checkpoint("may leave the rotary frequencies out, and nothing else", async () => {
  assert.is(await sentenceOf(tinyConfig, writeSafetensors(without("rotary_emb.inv_freq"))), "it loaded");
  const { name } = tinyTensors()[5]!;
  assert.match(await sentenceOf(tinyConfig, writeSafetensors(without(name))), `must hold tensor "${name}" of shape`);
});

checkpoint("with a tensor too many, of another shape, or without an embedding is refused by name", async () => {
  const more = { name: "blocks.1.norm1.weight", shape: [8], values: new Float32Array(8) };
  assert.match(
    await sentenceOf(tinyConfig, writeSafetensors([...tinyTensors(), more])),
    'no place for tensor "blocks.1.norm1.weight"',
  );
  const reshaped = [...without("blocks.0.norm1.weight"), { ...more, name: "blocks.0.norm1.weight", shape: [4, 2] }];
  assert.match(
    await sentenceOf(tinyConfig, writeSafetensors(reshaped)),
    'tensor "blocks.0.norm1.weight" must have shape [8], by config.json: found [4,2]',
  );
  assert.match(await sentenceOf(tinyConfig, writeSafetensors([])), '"vocab_embed.embedding" must have 2 rows or more');
});

const MISTAKES: readonly (readonly [unknown, RegExp])[] = [
  ["{", /must be a JSON object/],
  ["[]", /must be a JSON object/],
  [" ".repeat(2 ** 20 + 1), /at most 1048576 characters/],
  [{}, /hidden_size must be .* found nothing/],
  [{ ...tinyConfig, hidden_size: "8" }, /hidden_size must be a number: found "8"/],
  [{ ...tinyConfig, n_blocks: 1.5 }, /n_blocks must be a whole number: found 1.5/],
  [{ ...tinyConfig, length: 0 }, /length must be >=1: found 0/],
  [{ ...tinyConfig, length: 1e300 }, /length must be/],
  [{ ...tinyConfig, n_heads: 3 }, /hidden_size must be a multiple of twice n_heads \(3\): found 8/],
  [{ ...tinyConfig, n_heads: 8 }, /hidden_size must be a multiple of twice n_heads \(8\)/],
  [{ ...tinyConfig, type: "llama" }, /type must be "block-dit": found "llama"/],
  [{ ...tinyConfig, x0_causal: 1 }, /x0_causal must be true or false: found 1/],
  [{ ...tinyConfig, activation: "silu" }, /activation must be .*"gelu" \| "relu2".* found "silu"/],
  [{ model: { ...tinyConfig, cond_dim: null } }, /model.cond_dim must be a number: found null/],
  [{ model: 7 }, /model must be/],
  [{ ...tinyConfig, blockgen: { process: "masked" } }, /blockgen.process must be/],
  [
    { ...tinyConfig, blockgen: { process: "absorbing", prediction: "full", blockSizes: "any", eos: 5 } },
    /blockgen.eos must be a token from 0 to 4: found 5/,
  ],
  [
    { ...tinyConfig, blockgen: { process: "absorbing", prediction: "full", blockSizes: "any", vocabulary: 6 } },
    /blockgen.vocabulary must be at most 5, as the embedding has 6 rows: found 6/,
  ],
];
for (const [config, sentence] of MISTAKES) {
  checkpoint(`is refused: ${sentence.source}`, async () => {
    assert.match(await sentenceOf(config), sentence);
  });
}
checkpoint.run();

const where = suite("where a checkpoint comes from");
where("a hub's address has an owner, a name, a path, a revision", () => {
  assert.equal(readReference("hf:a/b"), {
    _tag: "Right",
    right: { _tag: "Hub", repository: "a/b", inside: "", revision: "main" },
  });
  assert.equal(readReference("hf:a/b/c/d.e/@refs/pr/1"), {
    _tag: "Right",
    right: { _tag: "Hub", repository: "a/b", inside: "c/d.e", revision: "refs/pr/1" },
  });
  assert.equal(readReference("./models/x@1"), { _tag: "Right", right: { _tag: "Folder", path: "./models/x@1" } });
});
where("what could lead out of the cache is refused", () => {
  for (
    const bad of [
      "",
      "hf:",
      "hf:a",
      "hf:a/..",
      "hf:a/b/../c",
      "hf:a/b@../x",
      "hf:a/b@",
      "hf:a/b@c@d",
      "hf:a//b",
      "hf:a/b\\c",
    ]
  ) {
    assert.ok(isLeft(readReference(bad)), bad);
  }
});
where("a published path tells the noise, else our section or the caller", () => {
  assert.equal(processOf("hf:p/q/multi/16/owt/ema/absorb", undefined, undefined), {
    _tag: "Right",
    right: "absorbing",
  });
  assert.equal(processOf("/models/uniform/", undefined, undefined), { _tag: "Right", right: "uniform" });
  assert.equal(processOf("C:\\models\\uniform", undefined, undefined), { _tag: "Right", right: "uniform" });
  assert.equal(processOf("/models/mine", "uniform", undefined), { _tag: "Right", right: "uniform" });
  assert.equal(processOf("/models/mine", undefined, "absorbing"), { _tag: "Right", right: "absorbing" });
  assert.ok(isLeft(processOf("/models/absorb/mine", undefined, undefined)));
  assert.ok(isLeft(processOf("/models/absorb", "uniform", undefined)));
});
where.run();

const VARIANTS = ["x0causal_adaln", "blockcausal_adaln", "x0causal_noadaln"];
const golden = suite("checkpoints of the paper's code");
const cases = VARIANTS.map((variant) =>
  readGolden<{ vocab_size: number; adaLN: boolean; model: Record<string, unknown> }>(`blockdit/${variant}/cases.json`)
);
const test = skipUnless(cases.every((one) => one !== null), "no golden data: set BLOCKGEN_SHARED")(golden);
VARIANTS.forEach((variant, i) =>
  test(variant, async () => {
    const folder = join(goldenFolder(), "blockdit", variant);
    const bytes = new Uint8Array(readFileSync(join(folder, "model.safetensors")));
    const { network, weights } = await loaded(readFileSync(join(folder, "config.json"), "utf8"), bytes);
    assert.is(network.vocabulary, cases[i]!.vocab_size);
    assert.is(network.adaLN, cases[i]!.adaLN);
    assert.is(network.causalContext, cases[i]!.model["x0_causal"]);
    assert.equal(weights.entries.map(({ name }) => name), expectedTensors(network).map(({ name }) => name));
    for (const { name, elements } of weights.entries) {
      const values = await weights.tensor(name);
      assert.ok(isRight(values) && values.right.length === elements);
    }
  })
);
golden.run();
