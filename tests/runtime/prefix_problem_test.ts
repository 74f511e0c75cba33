import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { autoregressive, blockAncestral, type Program, sequence } from "../../dsl/mod.ts";
import { describe, exact, type RowInput, run, userModel } from "../../runtime/mod.ts";

const model = userModel({ process: "absorbing", vocabulary: 2, predict: ({ noisy }) => flat(noisy) });
const flat = (noisy: Int32Array) => Array.from(noisy, () => [0, 0]);
const go = (program: Program, inputs: readonly RowInput[]) =>
  run(program, model, { length: 8, rows: inputs, backend: "host" })();

const blocks = (prefix: number) => blockAncestral({ size: 4, steps: 2, prefix });
const prefixes = suite("prefixes that nobody has filled");
prefixes("end the run before anything is made up, in a sentence that names the row and the position", async () => {
  const ended = await go(blocks(4), [{ prompt: [1, 1, 1, 1] }, { prompt: [1, 1] }]);
  assert.ok(isLeft(ended));
  const sentence = "Cannot run as the prefix of blocks must be no longer than what row 1 begins with, " +
    "or its position 2 would never be made: found 4";
  assert.is(isLeft(ended) && describe(ended.left), sentence);
  const law = await exact(blocks(4), model, { length: 8 });
  assert.is(isLeft(law) && law.left._tag, "OutOfRange");
});
prefixes("are fine where the row has them, inside a block that is made, and behind earlier blocks", async () => {
  assert.ok(isRight(await go(blocks(4), [{ prompt: [1, 1, 1, 1] }])));
  assert.ok(isRight(await go(blocks(3), [{ prompt: [1] }])));
  assert.ok(isRight(await go(sequence(autoregressive({ upTo: 4 }), blocks(4)), [{}])));
});
prefixes.run();
