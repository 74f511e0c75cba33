import { suite } from "uvu";
import * as assert from "uvu/assert";
import { randomTable } from "../../../runtime/models/mod.ts";

const random = suite("random table");

random("is a distribution, the same for one seed, another for another", () => {
  const table = randomTable(1, 3, 4);
  assert.is(table.length, 81);
  assert.ok(Math.abs(table.reduce((a, b) => a + b, 0) - 1) < 1e-12);
  assert.equal(table, randomTable(1, 3, 4));
  assert.not.equal(table, randomTable(2, 3, 4));
});

random("zeros change no other weight, sharpness 0 is uniform", () => {
  const [whole, sparse] = [randomTable(1, 3, 4), randomTable(1, 3, 4, { zeros: 0.5 })];
  const kept = [...sparse.keys()].filter((k) => sparse[k] > 0);
  assert.ok(kept.length > 20 && kept.length < 60);
  const ratio = sparse[kept[0]] / whole[kept[0]];
  assert.ok(kept.every((k) => Math.abs(sparse[k] / whole[k] - ratio) < 1e-9));
  assert.ok(randomTable(1, 3, 4, { sharpness: 0 }).every((p) => Math.abs(p - 1 / 81) < 1e-15));
  assert.is(randomTable(1, 2, 2, { zeros: 1 })[0], 1);
});

random.run();
