import type { ShellLink } from "./link.ts";

/** Parameters that belong to the frame's first address, not to the app's path. */
const FRAME_PARAMETERS = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "session",
  "shop",
  "timestamp",
];

/** Tells the admin where the app is, so that its own address follows and survives a reload. */
export function reportNavigation(link: ShellLink): void {
  const report = (): void => {
    const url = new URL(location.href);
    for (const name of FRAME_PARAMETERS) url.searchParams.delete(name);
    link.tell({ kind: "navigated", path: url.pathname + url.search, title: document.title });
  };
  for (const name of ["pushState", "replaceState"] as const) {
    const plain = history[name].bind(history);
    history[name] = (data, unused, url) => {
      plain(data, unused, url);
      report();
    };
  }
  addEventListener("popstate", report);
  new MutationObserver(report).observe(document.head, { childList: true, subtree: true });
  report();
}

/** Asks the app's router to go somewhere: App Bridge's `shopify:navigate` event. */
export function askToNavigate(href: string): void {
  const anchor = document.createElement("a");
  anchor.setAttribute("href", href);
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
  anchor.remove();
}

/** `shopify://admin/…` and `/apps`-less admin links lead out of the app, into the admin. */
export function openAdminLinks(link: ShellLink): void {
  document.addEventListener("click", (event) => {
    const anchor = (event.target as Element | null)?.closest("a");
    const href = anchor?.getAttribute("href") ?? "";
    const admin =
      /^(?:shopify:\/?\/?admin|https:\/\/admin\.shopify\.com\/store\/[^/]+)(\/.*)$/.exec(href);
    if (admin === null) return;
    event.preventDefault();
    link.tell({ kind: "open-admin", path: admin[1] ?? "/" });
  });
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const admin = /^shopify:\/?\/?admin(\/.*)$/.exec(String(url ?? ""));
    if (admin === null) return plainOpen(url, target, features);
    link.tell({ kind: "open-admin", path: admin[1] ?? "/" });
    return null;
  };
}
