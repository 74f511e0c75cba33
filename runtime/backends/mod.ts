export * from "./backend.ts";
export * from "./choose.ts";
export { type ChunkLimits, defaultLimits } from "./chunks.ts";
export { type DeviceName, gpuBackend } from "./gpu.ts";
export { hasHardwareAdapter } from "./hardware.ts";
export { hostBackend } from "./host.ts";
export type { HostTwin, Kernel, Kind, Leaf, Numbers, Op, Shape, Value } from "../graph/value.ts";
