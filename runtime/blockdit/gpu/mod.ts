export { gpuEngine } from "./engine.ts";
export { openGpuEngine } from "./open.ts";
