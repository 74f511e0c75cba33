import { suite } from "uvu";
import * as assert from "uvu/assert";
import { gpuBackend } from "../../../runtime/backends/mod.ts";
import { checkKernels } from "../../support/kernel_cases.ts";

const devices = suite("every kernel equals its host twin");

for (const mode of ["cpu", "webasm"] as const) {
  devices(`on ${mode}: decisions exactly, numbers within their band`, async () => {
    const backend = gpuBackend(mode);
    const report = await checkKernels(backend);
    assert.is(backend.name(), mode);
    assert.equal(report.failures, []);
    assert.ok(report.cases > 400);
    assert.ok(report.settledRows > 0, "planted ties and edges are settled on the host");
    await backend.dispose();
  });
}

devices.run();
