import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** A folder served on this machine only; `url` ends in a slash. */
export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const fileFor = (folder: string, address: string): string | null => {
  const path = decodeURIComponent(new URL(address, "http://localhost").pathname);
  const file = join(folder, normalize(path), path.endsWith("/") ? "index.html" : "");
  return file.startsWith(resolve(folder) + sep) ? file : null;
};

/** Serves a folder on 127.0.0.1 at a free port. `isolated` sends the headers that shared memory (threads) needs. */
export const serve = async (folder: string, isolated = false): Promise<Served> => {
  const isolation = isolated
    ? { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }
    : {};
  const server = createServer((request, response) => {
    const file = fileFor(resolve(folder), request.url ?? "/");
    const content = file === null ? Promise.reject(new Error("outside of the folder")) : readFile(file);
    content.then(
      (body) =>
        response.writeHead(200, { "Content-Type": types[extname(file!)] ?? "application/octet-stream", ...isolation })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(() => closed()));
  };
  return { url: `http://127.0.0.1:${port}/`, close };
};
