import fc from "fast-check";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MOST_ELEMENTS } from "../../../runtime/checkpoints/tensor_entry.ts";
import { LONGEST_HEADER } from "../../../runtime/checkpoints/header.ts";
import {
  type Bytes,
  bytesInMemory,
  describeCheckpoint,
  openSafetensors,
  writeSafetensors,
} from "../../../runtime/checkpoints/mod.ts";
import { rawFile, taken } from "../../support/raw_safetensors.ts";

const read = async (file: Uint8Array<ArrayBuffer>, name: string) => {
  const opened = await openSafetensors(bytesInMemory(file));
  if (isLeft(opened)) return opened;
  return await opened.right.tensor(name);
};

const names = fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "7", 'é\n"')), {
  maxLength: 5,
}).map((all) => all.filter((name) => name !== "__metadata__"));
const numbers = fc.float({ noNaN: true, noDefaultInfinity: true });

const format = suite("the safetensors format");
format("what is written can be read, in any order of tensors, with the same bytes", async () => {
  const tensors = names.chain((all) =>
    fc.tuple(...all.map((name) => fc.record({ name: fc.constant(name), values: fc.array(numbers, { maxLength: 6 }) })))
  );
  await fc.assert(
    fc.asyncProperty(tensors, async (drawn) => {
      const all = drawn.map(({ name, values }) => ({
        name,
        shape: [values.length],
        values: Float32Array.from(values),
      }));
      const file = writeSafetensors(all);
      assert.equal(writeSafetensors([...all].reverse()), file);
      const opened = await openSafetensors(bytesInMemory(file));
      assert.ok(isRight(opened), JSON.stringify(opened));
      for (const { name, values } of all) {
        const found = await opened.right.tensor(name);
        assert.ok(
          isRight(found) && Buffer.from(found.right.buffer, found.right.byteOffset, found.right.byteLength)
            .equals(Buffer.from(values.buffer)),
        );
      }
    }),
    { numRuns: 100, seed: 4 },
  );
});

format("reads all three kinds of numbers, at any alignment", async () => {
  const entry = (dtype: string, from: number, to: number) => ({ dtype, shape: [2], data_offsets: [from, to] });
  const header = { c: entry("BF16", 0, 4), b: entry("F16", 4, 8), a: entry("F32", 8, 16) };
  for (const pad of ["", " ", "  ", "   "]) {
    const file = rawFile(JSON.stringify(header) + pad, 16);
    const view = new DataView(file.buffer, file.length - 16);
    [0x3fc0, 0xc000, 0x3e00, 0x8001].forEach((bits, i) => view.setUint16(2 * i, bits, true));
    view.setFloat32(8, 1.5, true);
    view.setFloat32(12, -2, true);
    assert.equal(await read(file, "a"), { _tag: "Right", right: Float32Array.of(1.5, -2) });
    assert.equal(await read(file, "b"), { _tag: "Right", right: Float32Array.of(1.5, -(2 ** -24)) });
    assert.equal(await read(file, "c"), { _tag: "Right", right: Float32Array.of(1.5, -2) });
  }
});

format("widens tensors longer than one piece", async () => {
  const values = Float32Array.from({ length: 2 ** 21 + 5 }, (_, i) => i % 1000);
  const found = await read(
    writeSafetensors([{ name: "long", shape: [values.length], values }], { dtype: "F16" }),
    "long",
  );
  assert.ok(isRight(found) && found.right.every((value, i) => value === values[i]));
});

format("hands out float32 as a view of what is in memory: one copy", async () => {
  const file = writeSafetensors([{ name: "a", shape: [3], values: Float32Array.of(1, 2, 3) }]);
  const found = await read(file, "a");
  assert.ok(isRight(found) && found.right.buffer === file.buffer);
});

format("keeps free texts, sorted", async () => {
  const file = writeSafetensors([], { metadata: { z: "1", format: "pt" } });
  assert.is(JSON.stringify(taken(file).header), '{"__metadata__":{"format":"pt","z":"1"}}');
  const opened = await openSafetensors(bytesInMemory(file));
  assert.ok(isRight(opened));
  assert.equal(opened.right.metadata, { format: "pt", z: "1" });
});
format.run();

const entry = (from: unknown, to: unknown, shape: unknown = [1], dtype: unknown = "F32") => ({
  dtype,
  shape,
  data_offsets: [from, to],
});
const text = (tensors: unknown): string => JSON.stringify(tensors);
const two = { "first.weight": entry(0, 4), "second.weight": entry(4, 8) };

/** What is wrong with a file, and words of the sentence about it. */
const FAULTS: readonly (readonly [string, Uint8Array<ArrayBuffer>, RegExp])[] = [
  ["an empty file", new Uint8Array(0), /8 bytes of header length: found 0 bytes/],
  ["a file of seven bytes", new Uint8Array(7), /found 7 bytes/],
  ["no header", rawFile(""), /must be a JSON object/],
  ["a header longer than the file", rawFile(text(two), 8, 5000n), /found a header of 5000 bytes .*cut off/],
  ["a header of 2^64 - 1 bytes", rawFile(text(two), 8, 2n ** 64n - 1n), /18446744073709551615/],
  ["a header that is cut", rawFile(text(two), 8, 40n), /must be a JSON object/],
  ["a header of other bytes", rawFile(Uint8Array.of(0x7b, 0xff, 0x7d)), /must be a JSON object/],
  ["a list for a header", rawFile("[]"), /something else/],
  ["deep nesting", rawFile(`{"a":${"[".repeat(1e6)}${"]".repeat(1e6)}}`), /"a" must have a dtype/],
  ["a header over the limit", rawFile(" ".repeat(LONGEST_HEADER + 1)), /header must be at most/],
  ["a name twice", rawFile(`{"a":${text(entry(0, 4))},"a":${text(entry(0, 4))}}`, 4), /"a" must be named once/],
  [
    "a name twice, spelled apart",
    rawFile(`{"a":${text(entry(0, 4))},"\\u0061":${text(entry(0, 4))}}`, 4),
    /"a".* once/,
  ],
  ["no offsets", rawFile(text({ "w.bias": { dtype: "F32", shape: [1] } }), 4), /"w.bias".* data_offsets of two/],
  ["three offsets", rawFile(text({ w: { ...two["first.weight"], data_offsets: [0, 4, 4] } }), 4), /"w".*data_offsets/],
  ["offsets that are texts", rawFile(text({ w: entry("0", "4") }), 4), /"w".*data_offsets.*found "0"/],
  ["offsets below zero", rawFile(text({ w: entry(-4, 0) }), 4), /"w".*data_offsets/],
  ["offsets in between", rawFile(text({ w: entry(0.5, 4.5) }), 4), /"w".*data_offsets/],
  ["offsets too large to be exact", rawFile(text({ w: entry(2 ** 60, 2 ** 60 + 4) }), 4), /"w".*data_offsets/],
  ["offsets the wrong way", rawFile(text({ w: entry(4, 0) }), 4), /"w" must end after it begins: found 4 to 0/],
  ["a hole in front", rawFile(text({ w: entry(4, 8) }), 8), /"w" must begin at byte 0.*found it at 4/],
  ["a hole between", rawFile(text({ ...two, third: entry(12, 16) }), 16), /"third" must begin at byte 8/],
  ["bytes behind", rawFile(text(two), 12), /end with tensor "second.weight" at byte 8: found 12/],
  ["data that is cut", rawFile(text(two), 6), /"second.weight" must end within the 6 bytes/],
  [
    "an overlap",
    rawFile(text({ ...two, third: entry(4, 8) }), 8),
    /"third" must begin where tensor "second.weight" ends/,
  ],
  ["an unknown dtype", rawFile(text({ w: entry(0, 8, [1], "F64") }), 8), /"w".*F32, F16, BF16: found "F64"/],
  ["a dtype of JavaScript", rawFile(text({ w: entry(0, 8, [1], "constructor") }), 8), /"w".*found "constructor"/],
  ["no dtype", rawFile(text({ w: entry(0, 4, [1], null) }), 4), /"w".*a dtype that is a text/],
  [
    "bytes that do not fit",
    rawFile(text({ w: entry(0, 4, [2, 3]) }), 4),
    /shape \[2,3\] in F32 must take 24 .* found 4/,
  ],
  ["a shape too large", rawFile(text({ w: entry(0, 4, [MOST_ELEMENTS, 2]) }), 4), /"w" must have at most/],
  [
    "a shape beyond all numbers",
    rawFile(text({ w: entry(0, 4, Array(8).fill(2 ** 53 - 1)) }), 4),
    /"w" must have at most/,
  ],
  ["a shape of nothing times too much", rawFile(text({ w: entry(0, 0, [0, 2 ** 52]) })), /it opened/],
  ["nine dimensions", rawFile(text({ w: entry(0, 4, Array(9).fill(1)) }), 4), /"w".*a shape of at most 8/],
  ["a shape below zero", rawFile(text({ w: entry(0, 4, [-1, -1]) }), 4), /"w".*a shape/],
  ["one more field", rawFile(text({ w: { ...two["first.weight"], more: 1 } }), 4), /"w" must have an object of/],
  ["metadata that is no text", rawFile(text({ __metadata__: { a: 1 } })), /"__metadata__" must have texts only/],
  ["a long name", rawFile(text({ ["x".repeat(9000)]: 1 })), /"x{80}…"/],
];

const faults = suite("a safetensors file at fault gets a sentence");
for (const [fault, file, sentence] of FAULTS) {
  faults(fault, async () => {
    const opened = await openSafetensors(bytesInMemory(file));
    const said = isLeft(opened) ? describeCheckpoint(opened.left) : "it opened";
    assert.match(said, sentence);
    assert.ok(said.length < 500, said);
  });
}

faults("too many tensors", async () => {
  const many = Object.fromEntries(Array.from({ length: 65537 }, (_, i) => [`t${i}`, 0]));
  const opened = await openSafetensors(bytesInMemory(rawFile(text(many))));
  assert.ok(isLeft(opened) && opened.left._tag === "TooManyTensors");
});

faults("weights that are no numbers", async () => {
  const file = writeSafetensors([{ name: "w", shape: [3], values: Float32Array.of(0, NaN, 1) }]);
  const found = await read(file, "w");
  assert.ok(isLeft(found));
  assert.is(describeCheckpoint(found.left), 'Cannot load tensor "w" as weights must be finite: found NaN at element 1');
});

faults("a tensor that is not there", async () => {
  const found = await read(writeSafetensors([]), "constructor");
  assert.ok(isLeft(found) && found.left._tag === "UnknownTensor");
});

faults("a source that fails or falls short", async () => {
  const file = rawFile(text(two), 8);
  const until = (limit: number, fail: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>): Bytes => ({
    size: file.length,
    read: (from, to) => to > limit ? fail(from, to) : Promise.resolve(file.subarray(from, to)),
  });
  const broken = await openSafetensors(until(0, () => Promise.reject(new Error("the disk is gone"))));
  assert.ok(isLeft(broken));
  assert.match(describeCheckpoint(broken.left), "the header as the file must stay readable: the disk is gone");
  const short = await openSafetensors(until(file.length - 4, () => Promise.resolve(new Uint8Array(1))));
  assert.ok(isRight(short));
  const found = await short.right.tensor("second.weight");
  assert.ok(isLeft(found));
  assert.match(
    describeCheckpoint(found.left),
    'tensor "second.weight" as the file must stay readable: 1 of 4 bytes came',
  );
});
faults.run();
