import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as b from "../../dsl/mod.ts";
import { sample, userModel } from "../../runtime/mod.ts";

const model = (process: b.Process, prediction: b.Prediction) =>
  userModel({ process, prediction, vocabulary: 2, predict: ({ noisy }) => Array.from(noisy, () => [0, 0]) });

const sampler = (assume: b.Assume, converts = false) => {
  const think = flow(b.from.noisy, b.predict());
  const last = flow(think, b.finish({ assume }));
  const each = converts
    ? flow(think, b.toLoo({ assume }), b.posterior({ assume }))
    : flow(think, b.posterior({ assume }));
  return b.blocks(2, pipe(b.open, b.noise(), b.denoise(2, { each, last }), b.commitBlock())) as b.Program;
};

const noticesOf = async (process: b.Process, prediction: b.Prediction, program: b.Program) =>
  (await sample(program, model(process, prediction), { length: 2, backend: "host" })).notices;

const notices = suite("notices");
notices("a model that declares what its predictions mean is read as it says, without a word", async () => {
  for (const kind of ["full", "loo"] as const) {
    assert.equal(await noticesOf("uniform", kind, sampler("declared")), []);
    assert.equal(await noticesOf("uniform", kind, sampler(kind)), [], "the same as declared");
  }
});
notices("a program that reads predictions otherwise says so, once", async () => {
  const [notice, ...rest] = await noticesOf("uniform", "loo", sampler("full"));
  assert.is(notice, "The program reads predictions as full, where the model says loo.");
  assert.equal(rest, []);
});
notices("a model that does not declare it gets the paper's posterior, and toLoo takes it for full", async () => {
  const [plugIn, ...none] = await noticesOf("uniform", "unknown", sampler("declared"));
  assert.match(plugIn!, /the paper's plug-in posterior is used/);
  assert.equal(none, []);
  assert.match((await noticesOf("uniform", "unknown", sampler("declared", true)))[1]!, /toLoo takes them for full/);
  assert.equal(await noticesOf("uniform", "unknown", sampler("full", true)), [
    "The program reads predictions as full, where the model says unknown.",
  ]);
});
notices("with masks both kinds are the same", async () => {
  assert.equal(await noticesOf("absorbing", "unknown", sampler("full")), []);
});
notices.run();
