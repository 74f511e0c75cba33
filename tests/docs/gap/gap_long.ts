import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GapCell, gapsOf } from "../../../docs/gap/measure.ts";
import { gapOf } from "../../../docs/gap/page.ts";
import type { Process } from "../../../dsl/mod.ts";

/** Budgets of a block, few and many; texts of a cell. */
const [FEW, MANY, TEXTS] = [3, 17, 64] as const;
const gap = suite("samples of a trained network come nearer to those of the exact model");

/**
 * Seeds are fixed. Gaps are means over 64 texts of 32 characters, with half intervals near 0.15 bits; an untrained network is more than
 * 1.5 bits away, so that the margins below have a false-alarm rate under 1e-4 on another machine.
 */
for (const process of ["absorbing", "uniform"] as const satisfies readonly Process[]) {
  gap(`${process} noise`, async () => {
    const scale = { nfe: [FEW, MANY], texts: TEXTS };
    const [raw, learnt] = [
      await gapsOf(process, { ...scale, steps: 2 }),
      await gapsOf(process, { ...scale, steps: 300 }),
    ];
    learnt.forEach((cell, i) => {
      assert.ok(gapOf(cell).mean < gapOf(raw[i]!).mean - 0.3, `${cell.sampler} ${cell.nfe}`);
    });
    const at = (sampler: GapCell["sampler"], nfe: number): GapCell =>
      learnt.find((one) => one.sampler === sampler && one.nfe === nfe)!;
    // Verification is left to right, which a network learns first: it takes more of its errors away the more often it is asked.
    assert.ok(at("arpc", MANY).network.mean < at("arpc", FEW).network.mean);
    assert.ok(at("arpc", MANY).network.mean < at("block-ancestral", MANY).network.mean);
  });
}
gap.run();
