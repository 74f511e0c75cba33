import type { Half } from "./store.ts";

/** The program as code. */
export const CodeTab = (_: { half: Half }) => <p class="place">The editor is not there yet.</p>;
