import { join } from "node:path";
import { root } from "../../tests/support/root.ts";

/** Where the pages of the site are put together, before VitePress reads them. */
export const assembled: string = join(root, ".cache/site");

/** The built site. */
export const built: string = join(root, "dist-docs");
