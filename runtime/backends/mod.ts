export * from "./backend.ts";
export * from "./choose.ts";
export { type ChunkLimits, defaultLimits } from "./chunks.ts";
export { type DeviceName, gpuBackend } from "./gpu.ts";
export { hostBackend } from "./host.ts";
