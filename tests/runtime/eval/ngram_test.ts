import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ContextTree } from "../../../runtime/eval/context_tree.ts";
import { meanBits, trainNgram } from "../../../runtime/eval/ngram.ts";

const close = (found: number, want: number, within = 1e-12): void =>
  assert.ok(Math.abs(found - want) <= within, `found ${found}, want ${want}`);
const tokens = fc.array(fc.nat(4), { maxLength: 40 });
const smoothings = ["witten-bell", "kneser-ney"] as const;

const counting = suite("counts of sequences");

counting("are those of a search through the text", () => {
  fc.assert(fc.property(tokens, fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }), (text, sequence) => {
    const tree = new ContextTree();
    tree.add(text, 3);
    const node = sequence.reduce((at, token) => tree.child(at, token), 0);
    const starts = text.map((_, i) => i).filter((i) => sequence.every((token, k) => text[i + k] === token));
    const occurs = sequence.length <= 3 && starts.length > 0;
    assert.is(node >= 0, occurs);
    if (!occurs) { return; }
    assert.is(tree.count[node], starts.length);
    if (sequence.length < 3) {
      assert.is(tree.before[node], new Set(starts.filter((i) => i > 0).map((i) => text[i - 1])).size);
    }
  }));
});

counting("survive growing", () => {
  const text = Array.from({ length: 30_000 }, (_, i) => (i * i) % 997);
  const tree = new ContextTree();
  tree.add(text, 2);
  assert.is(tree.count[0], text.length);
  const pairs = new Set(text.slice(1).map((token, i) => text[i]! * 1000 + token)).size;
  assert.is(tree.size, 1 + new Set(text).size + pairs);
});
counting.run();

const ngram = suite("n-gram models");

ngram("Witten-Bell by hand", () => {
  // N = 3, T = 2: p(0) = (2 + 2 / 2) / 5 = 0.6. After 0 came 1 once: p(1 | 0) = (1 + 0.4) / 2. After 1: (1 + 0.6) / 2.
  const { logProbability, next } = trainNgram([[0, 1, 0]], { vocabulary: 2, order: 2 });
  [0.6, 0.7, 0.8].forEach((p, i) => close(logProbability([0, 1, 0])[i]!, Math.log(p)));
  close(next([0])[0]!, 0.3);
});

ngram("modified Kneser-Ney by hand", () => {
  // Pairs 01, 10, 00 once each: Y = 1, D1 = 1, all goes to the shorter history. Before 0 stood two tokens, before 1 one:
  // Y = 1/3, D1 = 1/3, D2 = 2, rest (2 + 1/3) / 3 = 7/9. p(0) = 0 + 7/18, p(1) = (1 - 1/3) / 3 + 7/18 = 11/18.
  const { next } = trainNgram([[0, 1, 0, 0]], { vocabulary: 2, order: 2, smoothing: "kneser-ney" });
  close(next([0])[1]!, 11 / 18);
  close(next([])[0]!, 7 / 18);
});

for (const smoothing of smoothings) {
  ngram(`${smoothing}: sums to 1 after any history, and is never 0`, () => {
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 3 }), tokens, fc.integer({ min: 1, max: 5 }), (texts, h, order) => {
        const p = trainNgram(texts, { vocabulary: 6, order, smoothing }).next(h);
        close(p.reduce((sum, one) => sum + one, 0), 1);
        assert.ok(p.every((one) => one > 0));
      }),
    );
  });

  ngram(`${smoothing}: a text costs what its next tokens cost`, () => {
    fc.assert(fc.property(tokens, tokens, (learnt, text) => {
      const model = trainNgram([learnt], { vocabulary: 6, order: 3, smoothing });
      const nats = model.logProbability(text);
      text.forEach((token, i) => close(nats[i]!, Math.log(model.next(text.slice(0, i))[token]!)));
    }));
  });
}

ngram("no sequence reaches from one text into the next", () => {
  const apart = trainNgram([[0], [1]], { vocabulary: 2, order: 2 });
  assert.equal([...apart.next([0])], [...apart.next([1])]);
});

ngram("bits per character", () => {
  close(meanBits(Float64Array.of(Math.log(1 / 4), Math.log(1 / 2)), 2), 1.5);
});
ngram.run();
