import { type Browser, chromium, type Page } from "playwright-core";
import { flagsFor, type Graphics } from "./flags.ts";
import { unpackChromium } from "./unpack.ts";

/** Starts a real headless Chromium with the graphics that a test needs; the caller closes it. */
export const launch = async (graphics: Graphics): Promise<Browser> => {
  const { executable, env } = await unpackChromium();
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  return chromium.launch({
    executablePath: executable,
    args: [...flagsFor(graphics)],
    env: { ...inherited, ...env },
    headless: true,
    timeout: 60_000,
  });
};

/**
 * Opens a page, hands it over, closes the browser whatever happens. An error that the page did not catch fails the call, after `use`
 * has ended.
 */
export const withPage = async <A>(graphics: Graphics, url: string, use: (page: Page) => Promise<A>): Promise<A> => {
  const browser = await launch(graphics);
  try {
    const page = await browser.newPage();
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(url);
    const result = await use(page);
    if (errors.length > 0) throw new Error(`the page at ${url} failed: ${errors.map(String).join("; ")}`);
    return result;
  } finally {
    await browser.close();
  }
};
