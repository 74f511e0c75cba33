import { suite } from "uvu";
import * as assert from "uvu/assert";
import { programOf } from "../../../../docs/quality/cells.ts";
import { oracleFor } from "../../../../docs/quality/oracle.ts";
import { remembering } from "../../../../runtime/eval/sweep/remembering.ts";
import { samplerNamed } from "../../../../dsl/mod.ts";
import { type Model, sample } from "../../../../runtime/mod.ts";

const memory = suite("a model that remembers its last answer");
const run = { length: 32, rows: 4, seed: 3, backend: "host" } as const;

for (
  const [name, process] of [
    ["mdlm", "absorbing"],
    ["duo", "uniform"],
    ["classifier-free", "absorbing"],
    ["llada21", "absorbing"],
    ["arpc", "uniform"],
  ] as const
) {
  memory(`${name} makes the same texts with it, at the same count of evaluations`, async () => {
    const model = await oracleFor(process, "loo");
    const program = programOf(samplerNamed(name)!, { block: 16, steps: 5 });
    const [with_, without] = [await sample(program, remembering(model), run), await sample(program, model, run)];
    assert.equal(with_.rows, without.rows);
  });
}

memory("asks the model less often where nothing changes", async () => {
  const model = await oracleFor("absorbing", "loo");
  let asked = 0;
  const counting: Model = {
    ...model,
    open: async (batch) => {
      const session = await model.open(batch);
      return {
        ...session,
        predict: (request) => {
          asked += request.rows.length;
          return session.predict(request);
        },
      };
    },
  };
  const { nfe } = await sample(programOf(samplerNamed("mdlm")!, { steps: 33 }), remembering(counting), run);
  assert.is(nfe, 4 * 2 * 33);
  assert.ok(asked <= 4 * 2 * 17, `${asked}`); // 16 positions change at most 16 times
});
memory.run();
