import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The package's own configuration looks for fonts where a cloud function keeps them. Without any font Chromium dies of the first
 * `<select>`, so the fonts that came with it are named here, behind those of the machine.
 */
const configuration = (fonts: string, cache: string): string =>
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${fonts}</dir>
  <cachedir>${cache}</cachedir>
  <match target="pattern"><edit name="family" mode="append_last"><string>Open Sans</string></edit></match>
</fontconfig>
`;

/** Writes a fontconfig file for an unpacked Chromium and returns its path; processes that start together do not disturb each other. */
export const fontConfiguration = (folder: string): string => {
  const target = join(folder, "blockgen-fonts.conf");
  const cache = join(folder, "font-cache");
  mkdirSync(cache, { recursive: true });
  const own = `${target}.${process.pid}`;
  writeFileSync(own, configuration(join(folder, "fonts"), cache));
  renameSync(own, target);
  return target;
};
