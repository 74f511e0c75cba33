/** What a test needs of the browser's graphics; every interface is drawn in software, CI needs no GPU. */
export type Graphics = "none" | "webgl2" | "webgpu";

/** Runs as root on a bare machine, without the network, and lets tests collect garbage and read how much is left. */
const always = [
  "--no-sandbox",
  "--disable-setuid-sandbox",
  "--no-zygote",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-default-browser-check",
  "--no-pings",
  "--font-render-hinting=none",
  "--ignore-gpu-blocklist",
  "--js-flags=--expose-gc",
  "--enable-precise-memory-info",
] as const;

const graphics: Readonly<Record<Graphics, readonly string[]>> = {
  none: ["--disable-gpu"],
  webgl2: ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  webgpu: [
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--enable-features=Vulkan",
    "--use-vulkan=swiftshader",
  ],
};

/** The command line of Chromium for it. */
export const flagsFor = (kind: Graphics): readonly string[] => [...always, ...graphics[kind]];
