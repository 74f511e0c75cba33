import { left, right } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { once } from "../../../../runtime/eval/sweep/once.ts";

const opening = suite("what a thread keeps open");
opening("is opened once for each name, also by two who ask at the same time", async () => {
  let opened = 0;
  const things = once<number>();
  const open = () => Promise.resolve(right(++opened));
  assert.equal(await Promise.all([things("a", open), things("a", open), things("b", open)]), [1, 1, 2].map(right));
  assert.equal(await things("a", open), right(1));
});
opening("is tried again where it could not be opened", async () => {
  let attempts = 0;
  const things = once<number>();
  const open = () => Promise.resolve(++attempts < 3 ? left("the download broke off") : right(attempts));
  assert.equal(
    await Promise.all([things("a", open), things("a", open)]),
    Array(2).fill(left("the download broke off")),
  );
  assert.equal(await things("a", open), left("the download broke off"));
  assert.equal([await things("a", open), await things("a", open)], [right(3), right(3)]);
});
opening.run();
