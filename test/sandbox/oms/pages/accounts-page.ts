import type { Oms } from "../oms.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/** The accounts of this OMS. */
export function accountsPage(oms: Oms): string {
  const accounts = [...oms.accounts.values()];
  const body = html`<h1>Accounts</h1>
    <section class="card">
      ${accounts.length === 0 ? html`<p class="empty">No accounts.</p>` : null}
      ${accounts.map(
        ({ id, name, orders, events }) =>
          html`<p>
            <a href="/accounts/${id}/orders"><strong>${name}</strong></a>
            <span class="soft">${orders.size} orders, ${events.length} events</span>
          </p>`,
      )}
    </section>`;
  return layout({ title: "Accounts", account: null, tab: null, body });
}
