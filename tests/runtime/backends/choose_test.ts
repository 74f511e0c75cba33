import * as E from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { automatic, availableBackends, hasHardwareAdapter, openBackend } from "../../../runtime/backends/mod.ts";

const choose = suite("choosing a backend");

choose("lists what works under Node", async () => {
  const names = await availableBackends();
  assert.ok(names.includes("webasm") && names.includes("cpu") && names.includes("host"));
});

choose("opens what is named, and the WebAssembly one by itself", async () => {
  for (const [wanted, name] of [["cpu", "cpu"], ["host", "host"], ["auto", "webasm"]] as const) {
    const opened = await openBackend(wanted)();
    assert.ok(E.isRight(opened));
    assert.is(E.isRight(opened) && opened.right.name(), name);
  }
});

choose("takes the host for a run, and WebAssembly where vocabularies would be sorted", async () => {
  if (await hasHardwareAdapter()) { return; }
  assert.is(await automatic({ cuts: false, vocabulary: 512 }), "host");
  assert.is(await automatic({ cuts: true, vocabulary: 512 }), "webasm");
  assert.is(await automatic({ cuts: true, vocabulary: 50_000 }), "host");
});

choose("says what would work instead of one that does not", async () => {
  const opened = await openBackend("webgl2")();
  assert.ok(E.isLeft(opened));
  const error = E.isLeft(opened) ? opened.left : undefined;
  assert.is(error?._tag, "BackendUnavailable");
  assert.ok(error?._tag === "BackendUnavailable" && error.available.includes("webasm"));
});

choose.run();
