import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { offline } from "../offline.ts";
import { runTypeScript } from "../process.ts";
import { root } from "../root.ts";

/** What the site is made of. */
const sources = ["dsl", "runtime", "docs", "examples", "mod.ts", "README.md", "CHANGELOG.md", "package-lock.json"];
const builds = join(root, ".cache/sites");
const lock = join(builds, "lock");
const SECONDS = 900;

/** A younger build of other sources may be in use. */
const MILLISECONDS_KEPT = 3_600_000;

/** What VitePress writes among the sources. */
const written: readonly string[] = ["cache", ".temp"];

const filesIn = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path).filter((name) => !written.includes(name)).sort().flatMap((name) => filesIn(join(path, name)))
    : [path];

const fingerprint = (): string => {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesIn(join(root, source)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex").slice(0, 16);
};

/** Two builds would write `.cache/site` at the same time; a lock older than a build may take was left by a process that died. */
const locked = (): boolean => {
  try {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > SECONDS * 1000) { rmSync(lock, { recursive: true }); }
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
};

const build = async (folder: string): Promise<void> => {
  for (const name of readdirSync(builds)) {
    const old = Date.now() - statSync(join(builds, name)).mtimeMs > MILLISECONDS_KEPT;
    if (old && name !== "lock") { rmSync(join(builds, name), { recursive: true, force: true }); }
  }
  const own = `${folder}.${process.pid}`;
  const ended = await runTypeScript("docs/site/build.ts", [own], { seconds: SECONDS, env: offline });
  if (ended.code !== 0) { throw new Error(ended.output); }
  renameSync(own, folder);
};

/** The folder of the built docs site: test files share one build of the same sources. `SITE_BUILT` names one that is built already. */
export const builtSite = async (): Promise<string> => {
  const given = process.env["SITE_BUILT"];
  if (given !== undefined) { return given; }
  mkdirSync(builds, { recursive: true });
  while (!locked()) { await new Promise((later) => setTimeout(later, 500)); }
  try {
    const folder = join(builds, fingerprint());
    if (!existsSync(folder)) { await build(folder); }
    return folder;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
};
