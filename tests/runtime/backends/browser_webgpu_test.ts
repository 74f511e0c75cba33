import { kernelsInBrowser } from "../../support/kernels_in_browser.ts";

kernelsInBrowser("webgpu");
