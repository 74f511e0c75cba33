import { suite } from "uvu";
import * as assert from "uvu/assert";
import { wordNames } from "../../../runtime/shipped/names.ts";
import { printed } from "../cli/in_process.ts";

/** What `blockgen eval gsm8k --json` says of one sampler. */
interface Said {
  readonly samplers: readonly { readonly correct: number; readonly problems: number; readonly nfePerBlock: number }[];
}

const problems = 48;

/**
 * At least so many right of 48. A network that is right 95 times of 100, as both were or better on 400, misses that with probability
 * 1e-6; one that always gives the same answer (7.3 %) never gets there.
 */
const least = 36;

const words = suite("networks of word problems that ship");
for (const name of wordNames) {
  words(`${name}: right for at least ${least} of ${problems} problems it never saw, at 9 NFE a block`, async () => {
    const args = ["--sampler", "arpc", "--nfe", "9", "--limit", String(problems), "--batch", "48", "--seed", "1"];
    const said = await printed("eval", "gsm8k", "--model", name, ...args, "--temperature", "0.1", "--quiet", "--json");
    const [{ correct, problems: asked, nfePerBlock }] = (JSON.parse(said) as Said).samplers as [Said["samplers"][0]];
    assert.equal([asked, nfePerBlock], [problems, 9]);
    assert.ok(correct >= least, `${correct} of ${problems}`);
  });
}
words.run();
