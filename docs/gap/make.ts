/**
 * `npm run gap`: how far the texts of trained networks are from those of the exact model, by NFE, on a small known language.
 *
 * Writes `docs/gap.json` and the table in `docs/training.md`. Three minutes on two cores.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tests/support/root.ts";
import { entropyRate } from "./language.ts";
import { full, type Gaps, gapsOf, LENGTH } from "./measure.ts";
import { writeGapSection } from "./page.ts";

const cells = [...await gapsOf("absorbing", full), ...await gapsOf("uniform", full)];
const gaps: Gaps = { ...full, entropyRate, length: LENGTH, cells };
writeFileSync(join(root, "docs/gap.json"), `${JSON.stringify(gaps, null, 2)}\n`);
await writeGapSection(join(root, "docs/training.md"), gaps);
