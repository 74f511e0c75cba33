import { suite } from "uvu";
import * as assert from "uvu/assert";
import { versionFor } from "../../../runtime/cli/eval_gsm8k_job.ts";
import { shippedFolder } from "../../../runtime/shipped/place_node.ts";

const version = (options: Readonly<Record<string, string>>, folder: string | null = null): string =>
  versionFor({ words: [], values: new Map(Object.entries(options).map(([name, value]) => [name, [value]])) }, folder);

const versions = suite("the version of what a command line evaluates");
versions("is that of the files, by whatever name they are called", () => {
  const short = version({ model: "word-masked" });
  assert.match(short, /^[0-9a-f]{16}$/);
  assert.is(version({ model: "shipped:word-masked" }), short);
  assert.is(version({ model: shippedFolder("word-masked") }), short);
  assert.is.not(version({ model: "word-uniform" }), short);
});
versions("is another one with a tokenizer of its own", () => {
  const short = version({ model: "word-masked" });
  const [own, other] = [shippedFolder("word-masked"), shippedFolder("masked")].map((tokenizer) =>
    version({ model: "word-masked", tokenizer })
  );
  assert.is(new Set([short, own, other]).size, 3);
});
versions("is that of the files that a name on the hub stands for", () => {
  const folder = shippedFolder("word-masked");
  assert.is(version({ model: "hf:owner/name" }, folder), version({ model: "word-masked" }));
});
versions.run();
