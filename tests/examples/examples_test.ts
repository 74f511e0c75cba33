import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hasDeno, runDeno } from "../support/deno.ts";
import { runTypeScript } from "../support/process.ts";
import { root } from "../support/root.ts";
import { skipUnless } from "../support/skip.ts";

/** What each example must print, whatever the wording around it. */
const expected: Readonly<Record<string, readonly RegExp[]>> = {
  "01_first_sampler.ts": [
    /^In the beginning .{80,}/ms,
    /^.*, masked: 124 function evaluations by \w+ \(\w+\), kernels on \w+$/m,
    /^.*, uniform: 124 function evaluations by \w+ \(\w+\), kernels on \w+$/m,
  ],
  "02_write_a_corrector.ts": [
    /^ {6}mix vowels\n {8}draft\n {8}custom "monotone"$/m,
    /update 1 {2}mix vowels > monotone/,
    /update 3 {2}mix vowels > Renoise +"[^▒]{16,}" {2}".*▒/,
    /^result "[^▒]+"$/m,
  ],
  "03_prompts_and_infill.ts": [
    /^"And Abraham said, .*" 30 NFE$/m,
    /^"And .* his brother" 45 NFE$/m,
    /alone as in the batch: true/,
    /"abcdefghijklmnopqrstuvwxyzabcdef"/,
  ],
};
const files = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".ts"));
const check = (name: string, output: string): void => {
  for (const pattern of expected[name] ?? []) assert.match(output, pattern);
};

const examples = suite("examples");
examples("are numbered, short, begin with a header of two lines, and are all known here", () => {
  assert.equal(files, Object.keys(expected));
  for (const name of files) {
    const lines = readFileSync(join(root, "examples", name), "utf8").split("\n");
    assert.ok(lines.length <= 42, name);
    assert.match(lines.slice(0, 2).join("\n"), new RegExp(`^// .+\\.\\n// Run it: npx tsx examples/${name}$`));
  }
});
const outputs = new Map<string, string>();
for (const name of files) {
  examples(`${name} runs under Node`, async () => {
    const ended = await runTypeScript(join("examples", name), [], { seconds: 60 });
    assert.is(ended.code, 0, ended.output);
    check(name, ended.stdout);
    outputs.set(name, ended.stdout);
  });
  skipUnless(hasDeno, "Deno is not installed")(examples)(`${name} prints the same under Deno`, async () => {
    const ended = await runDeno(["run", "-A", join("examples", name)]);
    assert.is(ended.code, 0, ended.output);
    assert.is(ended.stdout, outputs.get(name));
  });
}
examples.run();
