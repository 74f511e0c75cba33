import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hasDeno } from "../support/deno.ts";
import { offline } from "../support/offline.ts";
import { runProcess } from "../support/process.ts";
import { requiredInCi } from "../support/skip.ts";

/** Reserved for documents: nobody answers there. */
const elsewhere = "http://192.0.2.1/";
const asks = (url: string): string => `await fetch(${JSON.stringify(url)})`;

const house = suite("a process without the network");

house("throws at once under Node, and reaches its own machine", async () => {
  const node = (script: string) =>
    runProcess(process.execPath, ["--input-type=module", "-e", script], { seconds: 60, env: offline });
  assert.match((await node(asks(elsewhere))).output, "asked for 192.0.2.1, which is not on this machine");
  const own = `
    import { createServer } from "node:http";
    const server = createServer((_, answer) => answer.end("here")).listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    console.log(await (await fetch("http://127.0.0.1:" + server.address().port)).text());
    server.close();`;
  assert.match((await node(own)).output, "here");
});
requiredInCi("deno", hasDeno, "Deno is not installed")(house)("finds nobody under Deno", async () => {
  const deno = ["node_modules/deno/bin.cjs", "eval", asks(elsewhere)];
  const { code, output } = await runProcess(process.execPath, deno, { seconds: 60, env: offline });
  assert.is.not(code, 0);
  assert.match(output, /[Cc]onnection refused/);
});
house.run();
