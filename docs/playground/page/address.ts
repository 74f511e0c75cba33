import { effect } from "@preact/signals";
import * as E from "fp-ts/lib/Either.js";
import { openLink, setupFromLink, setupToLink } from "../program/link.ts";
import { firstSetup } from "./defaults.ts";
import { notice, setSetup, setup } from "./store.ts";

/** Longer ones are cut off in some address bars; the button still copies them, and the page opens them. */
const MOST_IN_ADDRESS = 32_000;

/** The page's address with the whole setup behind its `#`, or why the page would not open that. */
export const shareLink = (): E.Either<string, string> =>
  E.map((text: string) => `${location.href.split("#")[0]}#${text}`)(openLink(setup.value));

/** Takes over what the address says; a link that cannot be read leaves everything as it is, with a sentence. */
const read = (): void => {
  const text = location.hash.slice(1);
  if (text === "" || text === setupToLink(setup.value)) { return; }
  const found = setupFromLink(text);
  if (E.isRight(found)) { return setSetup(found.right); }
  notice.value = { text: found.left, alarm: true };
};

/** Was it said that the setup does not go into the address, and does that still hold? */
let said = false;

const tooLong = "This setup is too long for the address: reloading the page would not bring it back. " +
  "“Copy link” copies all of it.";

/** An address of an earlier setup would be worse than none: a reload would bring that one back. */
const write = (): void => {
  const link = setup.value === firstSetup ? "" : `#${setupToLink(setup.value)}`;
  if (link === location.hash) { return; }
  const fits = link.length <= MOST_IN_ADDRESS;
  history.replaceState(null, "", fits && link !== "" ? link : location.pathname + location.search);
  if (!fits && !said) { notice.value = { text: tooLong, alarm: false }; }
  said = !fits;
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
