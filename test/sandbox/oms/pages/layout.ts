import type { Account } from "../account.ts";
import type { Markup } from "./html.ts";
import { html } from "./html.ts";
import { STYLE } from "./style.ts";

export type Tab = "orders" | "events" | "settings";

const TABS: readonly (readonly [Tab, string])[] = [
  ["orders", "Orders"],
  ["events", "Event log"],
  ["settings", "Webhook and faults"],
];

export interface Page {
  readonly title: string;
  readonly account: Account | null;
  readonly tab: Tab | null;
  readonly body: Markup;
}

/** A whole page; its main part renews itself while nobody types in it. */
export function layout({ title, account, tab, body }: Page): string {
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title} · Sandbox OMS</title>
      <style>
        ${{ markup: STYLE }}
      </style>
    </head>
    <body>
      <header class="bar">
        <strong>Sandbox OMS</strong>
        ${account === null ? null : navigation(account, tab)}
      </header>
      <main>${body}</main>
      <script>
        ${{ markup: RENEW }};
      </script>
    </body>
  </html>`;
  return `<!doctype html>${page.markup}`;
}

function navigation(account: Account, current: Tab | null): Markup {
  const links = TABS.map(
    ([tab, title]) =>
      html`<a
        href="/accounts/${account.id}/${tab}"
        ${current === tab ? { markup: 'aria-current="page"' } : null}
        >${title}</a
      >`,
  );
  return html`<nav aria-label="Account">${links}</nav>
    <span class="small" style="margin-left:auto">${account.name}</span>`;
}

/** Fetches the page each second and swaps the parts marked `data-live` that have changed. */
const RENEW = `
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  if (answer === null || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(part.id);
    const busy = part.contains(document.activeElement) && document.activeElement.matches("input, select, button");
    if (other !== null && !busy && part.innerHTML !== other.innerHTML) part.innerHTML = other.innerHTML;
  }
}, 1000);
`;
