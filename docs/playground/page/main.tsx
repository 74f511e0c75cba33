import { render } from "preact";
import { followAddress } from "./address.ts";
import { App } from "./app.tsx";
import { run } from "./store.ts";

/** Draws the page into the document and runs what its address says. */
export const open = (): void => {
  followAddress();
  render(<App />, document.getElementById("app")!);
  run();
};
