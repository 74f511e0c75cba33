import { type DeviceName, gpuBackend } from "../../runtime/backends/gpu.ts";
import { checkKernels, type KernelReport } from "./kernel_cases.ts";

/** The kernel checks on a backend that is opened for them, and what really ran: an entry for a browser or for Deno. */
export const checkKernelsOn = async (
  mode: DeviceName,
  seeds: readonly number[],
): Promise<KernelReport & { ran: string }> => {
  const backend = gpuBackend(mode);
  const report = await checkKernels(backend, seeds);
  const ran = backend.name();
  await backend.dispose();
  return { ...report, ran };
};
