import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a test may make the server do wrong, and what it was asked; all may change between requests. */
export interface Mood {
  /** Answer everything of the repository with this status. */ refuse?: number;
  /** Close the connection after so many bytes of a large file, so many times. */ breakOff?: {
    after: number;
    times: number;
  };
  /** Send other bytes of large files, as many. */ corrupt?: boolean;
  /** Send large files whole, whatever was asked. */ ignoreRange?: boolean;
  /** Send this much of a large file and then nothing. */ stallAfter?: number;
  /** Send twice the bytes of a large file. */ tooMuch?: boolean;
  /** Answers with a 503 before a large file is sent. */ busy?: number;
  /** Ranges of large files that were asked for. */ readonly ranges: string[];
  /** Requests to the hub, one line each. */ readonly log: string[];
  /** Tokens that came, and where to. */ readonly tokens: string[];
}

/** A small server on this machine that answers like the hub: large files by a redirect to another origin, ranges, checksums. */
export interface HubServer {
  readonly endpoint: string;
  readonly commit: string;
  readonly mood: Mood;
  readonly close: () => Promise<void>;
}

const hex = (kind: string, ...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash(kind);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

/** Serves one repository; files named `*.safetensors` are kept as large ones. */
export const hubServer = async (
  repository: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<HubServer> => {
  const mood: Mood = { ranges: [], log: [], tokens: [] };
  const commit = hex("sha1", ...Object.keys(files));
  const store = await listen((request, response) => {
    mood.tokens.push(`store ${request.headers.authorization}`);
    sendLarge(request, response, files, mood);
  });
  const hub = await listen(async (request, response) => {
    mood.log.push(`${request.method} ${request.url!.split("?")[0]}`);
    mood.tokens.push(`hub ${request.headers.authorization}`);
    if (mood.refuse !== undefined) return json(response, mood.refuse, { error: "refused by the test" });
    const url = new URL(request.url!, "http://hub");
    const path = decodeURIComponent(url.pathname);
    if (path === `/api/models/${repository}/revision/main`) return json(response, 200, { id: repository, sha: commit });
    if (path === `/api/models/${repository}/paths-info/${commit}`) {
      const { paths } = JSON.parse(await bodyOf(request)) as { paths: string[] };
      return json(response, 200, paths.flatMap((name) => files[name] === undefined ? [] : [infoOf(name, files[name])]));
    }
    const tree = `/api/models/${repository}/tree/${commit}/`;
    if (path.startsWith(tree)) {
      const inside = Object.keys(files).filter((name) => name.startsWith(`${path.slice(tree.length)}/`));
      return json(response, 200, inside.map((name) => infoOf(name, files[name]!)));
    }
    const resolved = `/${repository}/resolve/${commit}/`;
    const name = path.startsWith(resolved) ? path.slice(resolved.length) : "";
    const file = files[name];
    if (file === undefined) return json(response, 404, { error: "Not found" }, { "X-Error-Code": "EntryNotFound" });
    if (!isLarge(name)) return sendRange(request, response, file, gitHash(file));
    response.writeHead(302, {
      Location: `${addressOf(store)}/${encodeURIComponent(name)}`,
      "X-Linked-Size": file.length,
      "X-Linked-ETag": `"${hex("sha256", file)}"`,
      "X-Repo-Commit": commit,
    });
    response.end();
  });
  return {
    endpoint: addressOf(hub),
    commit,
    mood,
    close: async () => {
      for (const server of [hub, store]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
};

const isLarge = (name: string): boolean => name.endsWith(".safetensors");
const gitHash = (file: Uint8Array): string => hex("sha1", `blob ${file.length}\0`, file);

const infoOf = (path: string, file: Uint8Array) => ({
  type: "file",
  path,
  size: file.length,
  oid: gitHash(file),
  ...(isLarge(path) ? { lfs: { oid: hex("sha256", file), size: file.length, pointerSize: 134 } } : {}),
});

const listen = async (answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<Server> => {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
};

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text;
};

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
};

const sendRange = (request: IncomingMessage, response: ServerResponse, file: Uint8Array, etag: string): void => {
  const [from, to] = rangeOf(request, file.length);
  response.writeHead(206, {
    "Content-Range": `bytes ${from}-${to - 1}/${file.length}`,
    "Content-Length": to - from,
    ETag: `"${etag}"`,
  });
  response.end(file.subarray(from, to));
};

const rangeOf = (request: IncomingMessage, size: number): [number, number] => {
  const found = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  return found === null ? [0, size] : [Number(found[1]), found[2] === "" ? size : Math.min(size, Number(found[2]) + 1)];
};

/** Milliseconds for what was sent to arrive: a client that is busy drops what it had not read when the connection broke. */
const BEFORE_BREAK = 300;

const sendLarge = (
  request: IncomingMessage,
  response: ServerResponse,
  files: Readonly<Record<string, Uint8Array>>,
  mood: Mood,
): void => {
  const file = files[decodeURIComponent(request.url!.slice(1))]!;
  const etag = hex("sha256", file);
  const range = request.headers.range ?? "all";
  if (range === "bytes=0-0") return sendRange(request, response, file, etag);
  mood.ranges.push(range);
  if (mood.busy) {
    mood.busy--;
    response.writeHead(503).end();
    return;
  }
  const content = mood.corrupt ? file.map((byte) => byte ^ 1) : file;
  if (mood.ignoreRange) return void response.writeHead(200).end(content);
  if (mood.tooMuch) {
    response.writeHead(200);
    response.write(content);
    return void response.end(content);
  }
  const [from] = rangeOf(request, file.length);
  const limit = mood.breakOff && mood.breakOff.times-- > 0 ? mood.breakOff.after : mood.stallAfter;
  if (limit === undefined) return sendRange(request, response, content, etag);
  response.writeHead(206, { "Content-Range": `bytes ${from}-${file.length - 1}/${file.length}` });
  const destroy = mood.stallAfter === undefined;
  response.write(content.subarray(from, from + limit), () => {
    if (destroy) setTimeout(() => response.destroy(), BEFORE_BREAK);
  });
};
