import { suite } from "uvu";
import * as assert from "uvu/assert";
import { generating, hostEngine, type NetworkConfig } from "../../../../runtime/blockdit/mod.ts";
import { engineScorer, judgeBits } from "../../../../runtime/eval/likelihood/mod.ts";
import { trainNgram } from "../../../../runtime/eval/ngram.ts";
import { near } from "../../../support/near.ts";
import { randomNetwork } from "../../../support/random_network.ts";

const [L, V] = [8, 5];
const network: NetworkConfig = {
  hidden: 8,
  heads: 2,
  blocks: 2,
  conditioning: 1,
  length: L,
  vocabulary: 8,
  adaLN: false,
  causalContext: true,
  activation: "relu2",
};
const x0 = Int32Array.from({ length: 2 * L }, (_, i) => (i * i + 1) % V);
const xt = Int32Array.from({ length: 2 * L }, (_, i) => (i * 3 + 2) % V);

const scores = suite("a network as a scorer");

for (const blockSize of [1, 2, 8]) {
  scores(`scores blocks of ${blockSize} as sampling predicts them, one behind the other`, async () => {
    const engine = hostEngine(network, randomNetwork(network, 3));
    const scorer = engineScorer(engine, network, { process: "uniform", vocabulary: V });
    const got = await scorer.score({ x0, xt, alpha: new Float64Array(2 * L), length: L, blockSize });
    assert.is(got.length, 2 * L * V);
    for (let start = 0; start < 2 * L; start += blockSize) {
      const row = start - start % L;
      const asked = {
        row: 0,
        cached: 0,
        context: x0.slice(row, start),
        noisy: xt.slice(start, start + blockSize),
        sigma: 0,
      };
      const logits = await engine.open(1, L).forward(generating([asked], "causal"), false);
      for (let i = 0; i < blockSize; i++) {
        const real = Array.from(logits.subarray(i * network.vocabulary, i * network.vocabulary + V));
        const total = Math.log(real.reduce((sum, x) => sum + Math.exp(x), 0));
        real.forEach((x, v) => near(got[(start + i) * V + v]!, x - total, 1e-6));
      }
    }
  });
}

scores.run();

const judges = suite("5-grams beside a network");
judges("know a text that repeats, and not one that is new", () => {
  const text = Uint16Array.from({ length: 600 }, (_, i) => i % V);
  const [same, other] = [text.slice(0, 50), Uint16Array.from({ length: 50 }, (_, i) => (i * i) % V)].map((one) =>
    judgeBits(text, one, V, one.length, { length: one.length })
  );
  assert.ok(same!.wittenBell < 0.3 && same!.kneserNey < 0.3);
  assert.ok(other!.wittenBell > 2 && other!.kneserNey > 2);
});
judges("begin each row from nothing, as the network does", () => {
  const text = Uint16Array.from({ length: 600 }, (_, i) => i % V);
  const ngram = trainNgram([text], { vocabulary: V, smoothing: "witten-bell" });
  const nats = [text.slice(0, 6), text.slice(6, 12)].flatMap((row) => [...ngram.logProbability(row)]);
  const { wittenBell } = judgeBits(text, text.slice(0, 12), V, 12, { length: 6 });
  near(wittenBell, nats.reduce((sum, x) => sum - x, 0) / Math.LN2 / 12, 1e-12);
  assert.ok(wittenBell > 1.2 * judgeBits(text, text.slice(0, 12), V, 12, { length: 12 }).wittenBell);
});
judges.run();
