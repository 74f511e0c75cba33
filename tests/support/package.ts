import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, runProcess } from "./process.ts";
import { root } from "./root.ts";

/** The package as a stranger has it: installed from its tarball in a folder that knows nothing of the repository. */
export interface Installed {
  readonly folder: string;
  /** Bytes of the tarball. */ readonly packed: number;
  /** Bytes of everything installed, dependencies included. */ readonly size: number;
  readonly remove: () => void;
}

const succeed = (what: string, ended: Ended): Ended => {
  if (ended.code !== 0) throw new Error(`${what} ended with ${ended.code}: ${ended.output}`);
  return ended;
};

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => statSync(join(folder, path), { throwIfNoEntry: false }))
    .reduce((sum, entry) => sum + (entry?.isFile() ? entry.size : 0), 0);

/** Builds, packs and installs the package as its README says, without install scripts. */
export const packAndInstall = async (): Promise<Installed> => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-package-"));
  succeed("npm run build", await runProcess("npm", ["run", "build"], { seconds: 300 }));
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  succeed("npm pack", await runProcess("npm", pack, { seconds: 120 }));
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  const install = ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", `./${tarball}`];
  succeed("npm install", await runProcess("npm", install, { cwd: folder, seconds: 300 }));
  return {
    folder,
    packed: statSync(join(folder, tarball)).size,
    size: sizeOf(join(folder, "node_modules")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** Settings of a project stricter than ours, so that our declarations hold in anyone's. */
const foreign = {
  target: "es2022",
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
  types: [],
  lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
} as const;

/** How packages are found: by Node's rules, by a bundler's. */
export const resolutions = { nodenext: "nodenext", bundler: "esnext" } as const;

/** Type-checks the TypeScript files of the folder; the declarations of our package count, those of its dependencies do not. */
export const foreignErrors = async (
  folder: string,
  compiler: string,
  resolution: keyof typeof resolutions,
): Promise<string> => {
  const project = join(folder, `tsconfig.${resolution}.json`);
  const options = { ...foreign, module: resolutions[resolution], moduleResolution: resolution };
  writeFileSync(project, JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
  const args = [join(root, "node_modules", compiler), "-p", project, "--pretty", "false"];
  const ended = await runProcess(process.execPath, args, { cwd: folder, seconds: 180 });
  const ours = ended.output.split(/\n(?=\S)/).filter((error) => !/^node_modules\/(?!blockgen\/)/.test(error));
  return ours.join("\n").trim();
};

/** The first block of TypeScript in the README, if it has one. */
export const readmeBlock = (): string | null =>
  /```ts[^\n]*\n([\s\S]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"))?.[1] ?? null;
