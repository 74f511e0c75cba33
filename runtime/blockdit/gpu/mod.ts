export { gpuEngine } from "./engine.ts";
