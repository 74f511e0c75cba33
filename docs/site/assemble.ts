import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { samplers } from "../../dsl/mod.ts";
import { apiPages } from "./api/api_pages.ts";
import { inScheme } from "./both_schemes.ts";
import { examplePages } from "./example_pages.ts";
import { navigationOf } from "./navigation.ts";
import type { Page, Picture } from "./page.ts";
import { drawPictures } from "./pictures/mod.ts";
import { samplerPages } from "./sampler_pages.ts";
import { writtenFiles, writtenPage } from "./written_pages.ts";

const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const writePicture = (folder: string, { name, svg }: Picture): void => {
  for (const scheme of ["light", "dark"] as const) {
    write(join(folder, "public/pictures", `${name}.${scheme}.svg`), inScheme(svg, scheme));
  }
};

/** Puts the pages of the site together in an emptied folder: written ones, samplers, reference, examples, and their pictures. */
export const assemble = async (folder: string): Promise<readonly Page[]> => {
  rmSync(folder, { recursive: true, force: true });
  const [named, reference, drawn] = await Promise.all([samplerPages(), apiPages(), drawPictures()]);
  const byName = new Map(drawn.map((picture) => [picture.name, picture]));
  const names = new Set(samplers.map(({ name }) => name));
  const written = [...writtenFiles()].map(([file, path]) => writtenPage(file, path, byName, names));
  const pages = [...written.map(({ page }) => page), ...named.pages, ...reference, ...examplePages()];
  for (const { path, text } of pages) { write(join(folder, path), text); }
  for (const picture of [...drawn, ...named.pictures, ...written.flatMap((one) => one.pictures)]) {
    writePicture(folder, picture);
  }
  write(join(folder, "navigation.json"), JSON.stringify(navigationOf(pages, named.families)));
  return pages;
};
