import type { Frame, Page } from "playwright-core";

/** What a person felt of one screen, as the browser measured it in the app's frame. */
export interface Vitals {
  /** Milliseconds to the largest paint. */
  readonly lcp: number;
  /** Sum of the unexpected shifts of the worst five seconds. */
  readonly cls: number;
  /** Milliseconds of the slowest interaction; null where there was none. */
  readonly inp: number | null;
}

/**
 * Runs in every frame before the page's own code: keeps what the browser tells
 * of paints, shifts and interactions. It is sent as text, because it runs in
 * the browser.
 */
const OBSERVE = `(() => {
  const seen = { lcp: 0, cls: 0, interactions: {} };
  globalThis.__vitals = seen;
  let window_ = { value: 0, from: 0, last: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      const at = entry.startTime;
      const isSame = at - window_.last < 1000 && at - window_.from < 5000;
      window_ = isSame
        ? { ...window_, value: window_.value + entry.value, last: at }
        : { value: entry.value, from: at, last: at };
      seen.cls = Math.max(seen.cls, window_.value);
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (!interactionId) continue;
      seen.interactions[interactionId] = Math.max(seen.interactions[interactionId] ?? 0, duration);
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
})()`;

const READ = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame(); await frame();
  await new Promise((done) => setTimeout(done, 200));
  const { lcp, cls, interactions } = globalThis.__vitals;
  const slowest = Math.max(0, ...Object.values(interactions));
  return { lcp, cls, inp: Object.keys(interactions).length === 0 ? null : slowest };
})()`;

export async function observeVitals(page: Page): Promise<void> {
  await page.addInitScript(OBSERVE);
}

/** What was seen in the app's frame since it was loaded. */
export async function readVitals(page: Page): Promise<Vitals> {
  return await appFrame(page).evaluate<Vitals>(READ);
}

function appFrame(page: Page): Frame {
  const frame = page.frames().find((each) => each.parentFrame() !== null);
  if (frame === undefined) throw new Error("the app is not embedded");
  return frame;
}
