import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { describeCheckpoint } from "../../../runtime/checkpoints/mod.ts";
import { hubLibrary } from "../../../runtime/checkpoints/hub_library_node.ts";
import { hubSettings, type OpenOptions, type Progress } from "../../../runtime/checkpoints/hub_settings_node.ts";
import { openCheckpoint } from "../../../runtime/checkpoints/open_node.ts";
import { type HubServer, hubServer } from "../../support/hub_server.ts";
import { tinyConfig, tinyModel } from "../../support/tiny_checkpoint.ts";

const config = new TextEncoder().encode(JSON.stringify(tinyConfig));
const model = tinyModel();
const inside = "single_block_size/16/owt/ema/absorb";
const files = {
  [`${inside}/config.json`]: config,
  [`${inside}/model.safetensors`]: model,
  [`${inside}/tokenizer.json`]: new TextEncoder().encode("{}"),
  [`${inside}/tokenizer_config.json`]: new TextEncoder().encode("{ }"),
  "README.md": config,
};
const reference = `hf:paper/blockgen/${inside}`;

interface Place {
  readonly server: HubServer;
  readonly cache: string;
  readonly open: (options?: OpenOptions, of?: string) => ReturnType<typeof openCheckpoint>;
}

/** Runs with a server and an empty cache of its own. */
const atHub = (run: (place: Place) => Promise<void>) => async (): Promise<void> => {
  const server = await hubServer("paper/blockgen", files);
  const cache = await mkdtemp(join(tmpdir(), "blockgen-hub-"));
  const quick = { endpoint: server.endpoint, cache, patience: 5, pause: 0.001 };
  try {
    await run({ server, cache, open: (options, of = reference) => openCheckpoint(of, { ...quick, ...options }) });
  } finally {
    await server.close();
    await rm(cache, { recursive: true });
  }
};

const sentenceOf = async (opening: ReturnType<typeof openCheckpoint>): Promise<string> => {
  const opened = await opening;
  return isLeft(opened) ? describeCheckpoint(opened.left) : "it opened";
};

const opens = async (opening: ReturnType<typeof openCheckpoint>): Promise<void> => {
  const opened = await opening;
  assert.ok(isRight(opened), isLeft(opened) ? describeCheckpoint(opened.left) : "");
  const values = await opened.right.weights.tensor("output_layer.linear.bias");
  await opened.right.weights.close();
  assert.ok(isRight(values) && values.right.length === 6);
};

const hub = suite("checkpoints on the hub");
hub(
  "are fetched, checked, opened, and told by their path",
  atHub(async ({ open, server }) => {
    const told: Progress[] = [];
    const opened = await open({ progress: (progress) => told.push(progress) });
    assert.ok(isRight(opened));
    assert.is(opened.right.abilities.process, "absorbing");
    assert.is(opened.right.abilities.vocabulary, 5);
    await opened.right.weights.close();
    const last = told.at(-1)!;
    assert.equal([last.file, last.received, last.total], [`${inside}/model.safetensors`, model.length, model.length]);
    assert.equal(server.mood.ranges, ["bytes=0-"]);
  }),
);

hub(
  "are opened from the cache the next time, by commit without any request",
  atHub(async ({ open, server }) => {
    await opens(open());
    const before = server.mood.log.length;
    await opens(open());
    assert.equal(server.mood.log.slice(before), ["GET /api/models/paper/blockgen/revision/main"]);
    await opens(open({}, `${reference}@${server.commit}`));
    assert.is(server.mood.log.length, before + 1);
  }),
);

hub(
  "are opened from the cache when the hub cannot be reached",
  atHub(async ({ open }) => {
    await opens(open());
    await opens(open({ endpoint: "http://127.0.0.1:9" }));
  }),
);

for (const status of [429, 500, 503]) {
  hub(
    `are opened from the cache when the hub answers ${status}`,
    atHub(async ({ open, server }) => {
      await opens(open());
      server.mood.refuse = status;
      await opens(open());
    }),
  );
}

hub(
  "are not opened from the cache by whom the hub refuses, nor when they are gone",
  atHub(async ({ open, server }) => {
    await opens(open());
    server.mood.refuse = 403;
    assert.match(await sentenceOf(open()), /refuses access \(403\)/);
    server.mood.refuse = 404;
    assert.match(await sentenceOf(open()), /the hub has no such thing/);
  }),
);

hub(
  "bring both files of their tokenizer",
  atHub(async ({ open }) => {
    const opened = await open();
    assert.ok(isRight(opened));
    await opened.right.weights.close();
    assert.equal((await readdir(opened.right.folder)).sort(), [
      "config.json",
      "model.safetensors",
      "tokenizer.json",
      "tokenizer_config.json",
    ]);
  }),
);

hub(
  "cannot be had from a hub out of reach",
  atHub(async ({ open }) => {
    assert.match(await sentenceOf(open({ endpoint: "http://127.0.0.1:9" })), /127.0.0.1:9 must be reachable/);
  }),
);

hub(
  "go on where a download broke off",
  atHub(async ({ open, server }) => {
    server.mood.breakOff = { after: 1000, times: 2 };
    await opens(open());
    assert.equal(server.mood.ranges, ["bytes=0-", "bytes=1000-", "bytes=2000-"]);
  }),
);

hub(
  "go on in the next call, too",
  atHub(async ({ open, server, cache }) => {
    server.mood.breakOff = { after: 700, times: 2 };
    const sentence = await sentenceOf(open({ attempts: 1 }));
    assert.match(sentence, `broke off at 700 of ${model.length} bytes`);
    assert.equal((await readdir(join(cache, "hub/paper--blockgen/partial"))).length, 1);
    await sentenceOf(open({ attempts: 1 }));
    await opens(open({ attempts: 1 }));
    assert.equal(server.mood.ranges, ["bytes=0-", "bytes=700-", "bytes=1400-"]);
  }),
);

hub(
  "are fetched once by several who want them at the same time",
  atHub(async ({ open, server, cache }) => {
    server.mood.breakOff = { after: 700, times: 1 };
    await Promise.all([opens(open()), opens(open()), opens(open())]);
    assert.equal(server.mood.ranges, ["bytes=0-", "bytes=700-"]);
    assert.equal(await readdir(join(cache, "hub/paper--blockgen/partial")), []);
  }),
);

hub(
  "are fetched whole where ranges are not served",
  atHub(async ({ open, server }) => {
    server.mood.breakOff = { after: 700, times: 1 };
    await sentenceOf(open({ attempts: 1 }));
    server.mood.ignoreRange = true;
    await opens(open());
  }),
);

hub(
  "outlive a hub that is busy for a while",
  atHub(async ({ open, server }) => {
    server.mood.busy = 3;
    await opens(open());
    assert.is(server.mood.ranges.length, 4);
  }),
);

hub(
  "are refused with another checksum, and nothing of them is kept",
  atHub(async ({ open, server, cache }) => {
    server.mood.corrupt = true;
    assert.match(await sentenceOf(open()), /model\.safetensors as what came must have the hub's checksum [0-9a-f]{64}/);
    assert.equal(await readdir(join(cache, "hub/paper--blockgen/partial")), []);
    server.mood.corrupt = false;
    await opens(open());
  }),
);

hub(
  "end when the hub sends nothing more",
  atHub(async ({ open, server }) => {
    server.mood.stallAfter = 500;
    assert.match(
      await sentenceOf(open({ patience: 0.2, attempts: 2 })),
      /broke off at 1000 of .* \(no byte in 0.2 s\)/,
    );
  }),
);

hub(
  "end when the hub sends more than it said",
  atHub(async ({ open, server }) => {
    server.mood.tooMuch = true;
    assert.match(await sentenceOf(open({ attempts: 2 })), /more than the file has/);
  }),
);

hub(
  "can be stopped, and go on later",
  atHub(async ({ open, server }) => {
    server.mood.stallAfter = 500;
    const control = new AbortController();
    const stop = ({ file, received }: Progress): void => {
      if (file.endsWith(".safetensors") && received >= 500) control.abort();
    };
    assert.match(
      await sentenceOf(open({ signal: control.signal, progress: stop })),
      /Stopped by the caller with 500 of/,
    );
    delete server.mood.stallAfter;
    await opens(open());
    assert.is(server.mood.ranges.at(-1), "bytes=500-");
  }),
);

for (
  const [status, sentence] of [
    [401, /refuses access \(401\)/],
    [404, /the hub has no such thing/],
    [500, /the hub answered 500 .*try again later/],
  ] as const
) {
  hub(
    `say what a ${status} means`,
    atHub(async ({ open, server }) => {
      server.mood.refuse = status;
      assert.match(await sentenceOf(open()), sentence);
    }),
  );
}

hub(
  "must be where the reference says",
  atHub(async ({ open }) => {
    const sentence = await sentenceOf(open({}, "hf:paper/blockgen/single_block_size"));
    assert.match(sentence, "paper/blockgen/single_block_size/config.json");
    assert.match(sentence, `name a folder that holds a checkpoint, such as ${inside}`);
  }),
);

hub(
  "send a token to the hub, and to nobody else",
  atHub(async ({ open, server }) => {
    await opens(open({ token: "hf_secret" }));
    assert.equal([...new Set(server.mood.tokens)].sort(), ["hub Bearer hf_secret", "store undefined"]);
  }),
);

hub("need a library, which may be absent", async () => {
  const absent = await hubLibrary(() => Promise.reject(new Error("Cannot find package")));
  assert.ok(isLeft(absent));
  assert.match(describeCheckpoint(absent.left), "npm install --ignore-scripts @huggingface/hub");
});

hub("are asked for with the token of the environment, unless the caller has another", () => {
  assert.is(hubSettings({}, { HF_TOKEN: "hf_one" }).token, "hf_one");
  assert.is(hubSettings({ token: "hf_two" }, { HF_TOKEN: "hf_one" }).token, "hf_two");
  assert.is(hubSettings({}, { HF_TOKEN: "" }).token, undefined);
});

hub("are kept where the environment says", () => {
  assert.is(hubSettings({}, { BLOCKGEN_CACHE: "/a", XDG_CACHE_HOME: "/b" }).cache, "/a");
  assert.is(hubSettings({}, { XDG_CACHE_HOME: "/b", HF_ENDPOINT: "http://c/" }).cache, "/b/blockgen");
  assert.is(hubSettings({}, { HF_ENDPOINT: "http://c/" }).endpoint, "http://c");
  assert.is(hubSettings({ endpoint: "http://d", cache: "e" }, { HF_ENDPOINT: "http://c" }).endpoint, "http://d");
});
hub.run();

const folder = suite("checkpoints in a folder");
const inFolder = (run: (path: string) => Promise<void>) => async (): Promise<void> => {
  const path = await mkdtemp(join(tmpdir(), "blockgen-folder-"));
  try {
    await run(path);
  } finally {
    await rm(path, { recursive: true });
  }
};

folder(
  "are opened, with their process from the path or the caller",
  inFolder(async (path) => {
    const uniform = join(path, "uniform");
    await mkdir(uniform);
    for (const to of [path, uniform]) {
      await writeFile(join(to, "config.json"), config);
      await writeFile(join(to, "model.safetensors"), model);
    }
    assert.match(await sentenceOf(openCheckpoint(path)), /nothing says what noise/);
    await opens(openCheckpoint(path, { process: "absorbing" }));
    await opens(openCheckpoint(`${uniform}/`));
    assert.match(
      await sentenceOf(openCheckpoint(uniform, { process: "absorbing" })),
      /the path \(uniform\) says uniform/,
    );
  }),
);

folder(
  "are missed by name",
  inFolder(async (path) => {
    assert.match(await sentenceOf(openCheckpoint(path)), /there is no config.json/);
    await writeFile(join(path, "config.json"), config);
    assert.match(await sentenceOf(openCheckpoint(path)), /there is no model.safetensors/);
    await mkdir(join(path, "model.safetensors"));
    assert.match(await sentenceOf(openCheckpoint(path)), /it is something else/);
    assert.not.ok(existsSync(join(path, "absent")));
    assert.match(await sentenceOf(openCheckpoint("hf:nobody")), /found no owner\/name/);
  }),
);
folder.run();
