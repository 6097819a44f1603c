import { existsSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

const KNOWN_PLACES = JSON.parse(
  readFileSync(new URL("../../scripts/setup/browsers.json", import.meta.url), "utf8"),
) as readonly string[];

/** No background traffic, and no graphics card. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Remix answers browsers that call themselves headless as it answers robots. */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** A Chromium without a window; `npm run setup -- --browser` sees to it that there is one. */
export async function openBrowser(): Promise<Browser> {
  const found = KNOWN_PLACES.find((place) => existsSync(place));
  return await chromium.launch({
    headless: true,
    args: FLAGS,
    ...(found === undefined ? {} : { executablePath: found }),
  });
}
