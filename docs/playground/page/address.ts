import { effect } from "@preact/signals";
import * as E from "fp-ts/lib/Either.js";
import { setupFromLink, setupToLink } from "../program/link.ts";
import { firstSetup } from "./defaults.ts";
import { notice, setSetup, setup } from "./store.ts";

/** Longer links do not go through every messenger, nor into every address bar; they are still copied by the button. */
const MOST_IN_ADDRESS = 8_000;

/** The page's address with the whole setup behind its `#`. */
export const shareLink = (): string => `${location.href.split("#")[0]}#${setupToLink(setup.value)}`;

/** Takes over what the address says; a link that cannot be read leaves everything as it is, with a sentence. */
const read = (): void => {
  const text = location.hash.slice(1);
  if (text === "" || text === setupToLink(setup.value)) { return; }
  const found = setupFromLink(text);
  if (E.isRight(found)) { return setSetup(found.right); }
  notice.value = { text: found.left, alarm: true };
};

const write = (): void => {
  const link = setup.value === firstSetup ? "" : `#${setupToLink(setup.value)}`;
  if (link.length > MOST_IN_ADDRESS || link === location.hash) { return; }
  history.replaceState(null, "", link === "" ? location.pathname + location.search : link);
};

/** Reads the address now and whenever it changes, and keeps it at what the page shows. */
export const followAddress = (): void => {
  read();
  addEventListener("hashchange", read);
  let first = notice.value !== null;
  effect(() => {
    void setup.value;
    // A refused link stays in sight until something changes.
    if (first) { first = false; }
    else { write(); }
  });
};
