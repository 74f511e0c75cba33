import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildPlayground } from "../../docs/playground/build_page.ts";
import { root } from "../support/root.ts";

/** What the built page is made of. */
const sources = ["dsl", "runtime", "docs/playground", "package-lock.json", "mod.ts"] as const;

const builds = join(root, ".cache", "playground");

/** Builds of other sources are thrown away when they are this old; a younger one may be in use. */
const MILLISECONDS_KEPT = 3_600_000;

const filesIn = (path: string): readonly string[] =>
  statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesIn(join(path, name))) : [path];

/** Changes with any of the sources. */
const fingerprint = (): string => {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesIn(join(root, source)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex").slice(0, 16);
};

const removeOld = (): void => {
  for (const name of readdirSync(builds)) {
    const folder = join(builds, name);
    if (Date.now() - statSync(folder).mtimeMs > MILLISECONDS_KEPT) { rmSync(folder, { recursive: true, force: true }); }
  }
};

/** Builds beside the place and moves it there, as another process may do the same. */
const buildInto = async (folder: string): Promise<void> => {
  const own = `${folder}.${process.pid}`;
  await buildPlayground(own);
  try {
    renameSync(own, folder);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
};

/**
 * The folder of the built playground. Test files share one build of the same sources, as it takes TypeScript and a bundler their time;
 * `PLAYGROUND_BUILT` names one that is built already.
 */
export const builtPlayground = async (): Promise<string> => {
  const given = process.env["PLAYGROUND_BUILT"];
  if (given !== undefined) { return given; }
  mkdirSync(builds, { recursive: true });
  const folder = join(builds, fingerprint());
  if (!existsSync(folder)) {
    removeOld();
    await buildInto(folder);
  }
  return folder;
};
