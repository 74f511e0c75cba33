import { isLeft, isRight } from "fp-ts/lib/Either.js";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ar, arpc, hash, samplerNamed, samplers } from "../../../../dsl/mod.ts";
import { cellsOf, type NamedCell, workOf } from "../../../../runtime/eval/sweep/cells.ts";
import { readPlan, type SweepOptions } from "../../../../runtime/eval/sweep/plan.ts";
import { whyNotRead } from "../../../../runtime/eval/sweep/read_plan_node.ts";
import { inShard, readShard } from "../../../../runtime/eval/sweep/shard.ts";
import { nfePerBlock, stepsWithin } from "../../../../runtime/eval/sweep/steps_within.ts";
import { withoutCells } from "../../../../runtime/eval/sweep/without_cells.ts";

const complaintsOf = (plan: unknown): readonly string[] => {
  const read = readPlan(plan);
  return isLeft(read) ? read.left : [];
};
const cells = (plan: SweepOptions, version = ""): readonly NamedCell[] => {
  const read = readPlan(plan);
  if (isLeft(read)) { throw new Error(read.left.join("; ")); }
  return cellsOf(read.right, () => version);
};

const reading = suite("plans of sweeps");
reading("are complained of in sentences, all at once where they can", () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [7, /the plan must be Object: found 7/],
    [{ samplers: ["arpc"], nfe: [3], temperature: 1 }, /there is no setting temperature$/],
    [{ nfe: [3] }, /samplers is missing/],
    [{ samplers: ["arpc"], nfe: [0] }, /nfe\.0 must be >=1: found 0/],
    [{ samplers: ["arpc"], nfe: [3], steps: [2] }, /either nfe or steps must be given, not both/],
    [{ samplers: ["arpc"] }, /either nfe or steps/],
    [{ samplers: ["acps"], nfe: [3] }, /samplers must have names: found acps, known are .*arpc/],
    [{ samplers: [{ sampler: "arpc", settings: { eta: 1 } }], nfe: [3] }, /arpc must have the knob eta: it has block/],
    [
      { samplers: [{ sampler: "arpc", settings: { warmup: "2" } }], nfe: [3] },
      /warmup of arpc must be a whole number >= 0: found "2"/,
    ],
    ...([
      ["by", "nl", /by of arpc must be one of nll, .*: found "nl"/],
      ["by", 5, /by of arpc must be one of .*: found 5/],
      ["every", 0, /every of arpc must be a whole number >= 1: found 0/],
      ["warmup", 1.5, /warmup of arpc must be a whole number >= 0: found 1\.5/],
      ["temperature", 0.5, /temperature of arpc is the plan's: write temperatures there/],
      ["steps", 4, /steps of arpc is the plan's: write nfe or steps there/],
      ["block", 8, /block of arpc is the plan's: write block there/],
    ] as const).map(([knob, value, sentence]) =>
      [{ samplers: [{ sampler: "arpc", settings: { [knob]: value } }], nfe: [3] }, sentence] as const
    ),
    [
      { samplers: ["arpc"], nfe: [3], models: [{ name: "x", masked: "oracle", tokenizer: "y" }] },
      /the tokenizer of model x must be left out/,
    ],
    ...["hf:owner/name/my-run", "shipped:masked", { name: "mine", masked: "./m", uniform: "./m" }].map((model) =>
      [
        { samplers: ["arpc"], nfe: [3], models: ["oracle", model], processes: ["masked"] },
        /^Cannot plan a sweep as only oracles are models of both noises: found .*; write \{ "name": "mine", "masked": "/,
      ] as const
    ),
    [{ samplers: ["arpc"], nfe: [3], judgeTokenizer: "y" }, /judgeTokenizer is for judges that are checkpoints/],
    [{ samplers: ["arpc"], nfe: [3], judgeProcess: "masked" }, /judgeProcess is for judges that are checkpoints/],
    [{ samplers: ["arpc"], nfe: [3], length: 40 }, /length must be a multiple of the block, 16: found 40/],
    [
      { samplers: ["arpc"], nfe: [3], models: [{ name: "x", masked: "y" }], processes: ["uniform"] },
      /model x must have/,
    ],
  ];
  for (const [plan, sentence] of wrong) { assert.match(complaintsOf(plan).join("\n"), sentence); }
  assert.is(complaintsOf({ samplers: ["a", "b"], nfe: [3], length: 40 }).length, 3);
});
reading("need samplers and a budget only", () => assert.ok(isRight(readPlan({ samplers: ["arpc"], nfe: [3] }))));
reading("of samplers that get no cell is told why", () => {
  const reasonsOf = (plan: SweepOptions): readonly string[] => {
    const read = readPlan(plan);
    return isLeft(read) ? read.left : withoutCells(read.right);
  };
  const onlyMasked = samplers.find(({ process }) => process === "absorbing")!.name;
  assert.equal(reasonsOf({ samplers: ["arpc", onlyMasked], nfe: [16], processes: ["uniform"] }), [
    `${onlyMasked} has no cell: it is for masked noise, of which the plan has no model`,
  ]);
  assert.equal(reasonsOf({ samplers: ["arpc"], nfe: [3] }), []);
  const dear = samplers.map(({ name }) => name).filter((name) => "steps" in samplerNamed(name)!.parameters)
    .find((name) => stepsWithin(samplerNamed(name)!, {}, { nfe: 1, block: 16, length: 16 }) === null);
  if (dear !== undefined) {
    assert.match(reasonsOf({ samplers: [dear], nfe: [1], length: 16 }).join(), /not one step of it fits into 1 NFE/);
  }
  assert.ok(dear !== undefined, "some sampler should need more than a call");
});
reading("says what else to write where a module of TypeScript cannot be imported", () => {
  const thrown = Object.assign(new TypeError('Unknown file extension ".ts"'), { code: "ERR_UNKNOWN_FILE_EXTENSION" });
  assert.match(
    whyNotRead(thrown),
    /cannot import TypeScript; write the plan as \.json or \.mjs, or run blockgen under tsx/,
  );
  assert.is(whyNotRead(new Error("else")), "else");
});
reading.run();

const budgets = suite("steps within a budget");
budgets("are the most that fit, in the paper's grid of NFE", () => {
  const at = (name: string, nfe: number) =>
    stepsWithin(samplerNamed(name)!, { block: 16 }, { nfe, block: 16, length: 64 });
  const grid = [3, 5, 9, 17, 33, 65];
  assert.equal(grid.map((nfe) => at("arpc", nfe)), [2, 3, 5, 9, 17, 33]);
  assert.equal(grid.map((nfe) => at("block-ancestral", nfe)), grid);
  assert.equal(grid.map((nfe) => at("ancestral", nfe)), grid);
});
budgets("fit, and one more does not", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 3 }), (nfe, every) => {
    const [entry, budget] = [samplerNamed("arpc")!, { nfe, block: 8, length: 16 }];
    const steps = stepsWithin(entry, { block: 8, every }, budget)!;
    assert.ok(nfePerBlock(entry, { block: 8, every, steps }, budget) <= nfe);
    assert.ok(nfePerBlock(entry, { block: 8, every, steps: steps + 1 }, budget) > nfe);
  }));
});
budgets.run();

const product = suite("cells of a plan");
product("are the product, each with its program", () => {
  const all = cells({
    samplers: ["block-ancestral", "arpc"],
    nfe: [3, 5, 9],
    temperatures: [0.5, 1],
    seeds: [1, 2, 3],
  });
  assert.is(all.length, 2 * 2 * 3 * 2 * 3);
  assert.is(new Set(all.map(({ id }) => id)).size, all.length);
  const { cell } = all.find(({ cell }) => cell.sampler === "arpc" && cell.budget === 5 && cell.temperature === 0.5)!;
  assert.is(cell.program, hash(arpc({ size: 16, steps: 3, temperature: 0.5, by: ar.nll })));
  assert.is(workOf(cell), 5 * 16 * 128 / 16);
});
product("leave out budgets that buy nothing more, and knobs that a sampler lacks", () => {
  assert.equal(
    cells({ samplers: ["arpc"], nfe: [5, 4, 3, 1], processes: ["masked"] }).map(({ cell }) => cell.settings.steps),
    [1, 2, 3],
  );
  assert.is(cells({ samplers: ["autoregressive"], nfe: [3, 5], processes: ["masked"] }).length, 1);
});
product("name another tokenizer, or a judge's, only where the plan does", () => {
  const plan = { samplers: ["arpc"], nfe: [3], processes: ["masked"] } satisfies SweepOptions;
  const [plain] = cells(plan);
  assert.equal(Object.keys(plain!.cell).filter((key) => /tokenizer|judge[TP]/i.test(key)), []);
  const model = { name: "m", masked: "./m" };
  const judge = { judge: "checkpoint:./j", judgeTokenizer: "./t", judgeProcess: "uniform" } as const;
  const [bare, own] = [
    cells({ ...plan, models: [model] })[0]!,
    cells({ ...plan, models: [{ ...model, tokenizer: "./t" }] })[0]!,
  ];
  assert.is.not(bare.id, own.id);
  assert.equal([own.cell.tokenizer, own.cell.version], ["./t", "+"]);
  const { cell } = cells({ ...plan, ...judge })[0]!;
  assert.equal([cell.judgeTokenizer, cell.judgeProcess], ["./t", "uniform"]);
});
product("are known by all that their results depend on, and by nothing else", () => {
  const plan = { samplers: ["arpc"], nfe: [3], processes: ["masked"] } satisfies SweepOptions;
  const id = (more: Partial<SweepOptions> = {}, version = "") => cells({ ...plan, ...more }, version)[0]!.id;
  assert.is(id(), id({ temperatures: [1], seeds: [0] }));
  const others = [
    id({ seeds: [1] }),
    id({ texts: 3 }),
    id({ judge: "ngram:kjv" }),
    id({ engine: "host" }),
    id({}, "v2"),
  ];
  assert.is(new Set([id(), ...others]).size, 6);
});
product.run();

const shards = suite("shards");
shards("share no cell and miss none", () => {
  const all = cells({ samplers: ["arpc"], nfe: [3, 5, 9], seeds: [1, 2, 3, 4] });
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), (of) => {
    const parts = Array.from({ length: of }, (_, i) => inShard(all, { part: i + 1, of }));
    assert.equal(parts.flat().map(({ id }) => id).sort(), all.map(({ id }) => id).sort());
    const sizes = parts.map((part) => part.length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
  }));
});
shards("are written i/n", () => {
  assert.equal(readShard("2/3"), { _tag: "Right", right: { part: 2, of: 3 } });
  for (const bad of ["0/3", "4/3", "1", "a/b", "1/0"]) { assert.ok(isLeft(readShard(bad)), bad); }
});
shards.run();
