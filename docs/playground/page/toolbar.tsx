import { isLeft } from "fp-ts/lib/Either.js";
import { shareLink } from "./address.ts";
import { ExportMenu } from "./export/export_menu.tsx";
import { notice } from "./store.ts";

/** Copies a link that opens; where there is none, says why. */
const copy = async (): Promise<void> => {
  const made = shareLink();
  if (isLeft(made)) {
    notice.value = { text: `There is no link to this setup. ${made.left}`, alarm: true };
    return;
  }
  const link = made.right;
  try {
    await navigator.clipboard.writeText(link);
    notice.value = {
      text: "The link is copied: it opens this page with both pipelines and all settings.",
      alarm: false,
    };
  } catch {
    notice.value = { text: `The browser does not let the page copy. The link: ${link}`, alarm: false };
  }
};

/** What can be taken away from the page. */
export const Toolbar = () => (
  <div class="toolbar">
    <button type="button" id="share" onClick={() => void copy()}>Copy link</button>
    <ExportMenu />
  </div>
);
