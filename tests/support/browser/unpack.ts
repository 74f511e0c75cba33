import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fontConfiguration } from "./fonts.ts";

/** Raised when the bundled Chromium changes, so that an older one in the temporary folder is not taken for it. */
const folder = join(tmpdir(), "blockgen-chromium-143.0.4");

/** Where Chromium and the libraries and fonts that it loads are. */
export interface Unpacked {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

// The package unpacks into os.tmpdir() without a lock, and takes a half-written file for a whole one: several test processes that
// start together would break each other. So each unpacks into a folder of its own and the first one to finish renames it.
const unpackInto = async (target: string): Promise<void> => {
  mkdirSync(target, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = target;
  try {
    // Makes the package unpack the NSS libraries that a bare machine lacks.
    process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs20.x";
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
};

/** Unpacks the Chromium that npm brought, once per machine (170 MB in the temporary folder). */
export const unpackChromium = async (): Promise<Unpacked> => {
  if (!existsSync(folder)) {
    const own = `${folder}.${process.pid}`;
    await unpackInto(own);
    try {
      renameSync(own, folder);
    } catch {
      rmSync(own, { recursive: true, force: true });
    }
  }
  const libraries = [join(folder, "al2023", "lib"), folder, process.env["LD_LIBRARY_PATH"] ?? ""];
  const env = {
    LD_LIBRARY_PATH: libraries.filter((path) => path !== "").join(":"),
    FONTCONFIG_FILE: fontConfiguration(folder),
  };
  return { executable: join(folder, "chromium"), env };
};
