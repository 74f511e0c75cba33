/** `npm run docs:dev`: shows the docs site while one writes; run it again for new pictures and pages of samplers. */
import { join } from "node:path";
import { createServer } from "vitepress";
import { root } from "../../tests/support/root.ts";
import { assemble } from "./assemble.ts";
import { assembled } from "./folders.ts";

await assemble(assembled);
const server = await createServer(join(root, "docs"));
await server.listen();
server.printUrls();
