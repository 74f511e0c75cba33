import { GPU } from "gpu.js";

interface Adapter {
  readonly info?: {
    readonly architecture?: string;
    readonly description?: string;
    readonly isFallbackAdapter?: boolean;
  };
}

const surroundings = globalThis as unknown as {
  readonly navigator?: { readonly gpu?: { readonly requestAdapter: () => Promise<Adapter | null> } };
  readonly OffscreenCanvas?: new (width: number, height: number) => OffscreenCanvas;
};

/** Programs that draw on the processor: slower than WebAssembly, so they are used when asked for, never by `auto`. */
const isSoftware = (name: string): boolean =>
  /swiftshader|llvmpipe|lavapipe|software|basic render/.test(name.toLowerCase());

/** The WebGPU adapter, if there is one. */
export const adapter = async (): Promise<Adapter | null> => {
  if (!GPU.isWebGPUSupported || !(await GPU.isWebGPUAvailable())) { return null; }
  return await surroundings.navigator?.gpu?.requestAdapter() ?? null;
};

const isHardware = ({ info }: Adapter): boolean =>
  info?.isFallbackAdapter !== true && !isSoftware(`${info?.architecture} ${info?.description}`);

/** Is there a WebGPU adapter that is hardware? */
export const hasHardwareAdapter = async (): Promise<boolean> => {
  const device = await adapter();
  return device !== null && isHardware(device);
};

/** The name of what draws WebGL2 here; null if nothing does, or in a context of its own nothing may be drawn. */
const rendererName = (): string | null => {
  const { OffscreenCanvas } = surroundings;
  if (!GPU.isWebGL2Supported || OffscreenCanvas === undefined) { return null; }
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (gl === null) { return null; }
  const unmasked = gl.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER;
  const name = String(gl.getParameter(unmasked));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
};

let drawsInHardware: boolean | undefined;

/** Is WebGL2 drawn by hardware? A renderer that hides its name counts as that. */
export const hasHardwareWebGL2 = (): boolean => {
  if (drawsInHardware === undefined) {
    const name = rendererName();
    drawsInHardware = name !== null && !isSoftware(name);
  }
  return drawsInHardware;
};
