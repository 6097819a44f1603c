import type { Account } from "../account.ts";
import { SIGNINGS } from "../account.ts";
import type { FaultName } from "../faults.ts";
import { FAULTS, FAULT_NAMES } from "../faults.ts";
import type { Markup } from "./html.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/** Where the webhooks go, how the account's API is called, and what shall go wrong. */
export function settingsPage(account: Account, problem: string | null): string {
  const body = html`<h1>Webhook and faults</h1>
    ${problem === null ? null : html`<p class="note bad">${problem}</p>`}
    <div class="two">
      <section class="card">
        <h2>Webhook</h2>
        ${webhookForm(account)}
      </section>
      <section class="card">
        <h2>API</h2>
        <p class="soft">For programs that ask instead of being told.</p>
        <p>Key<br /><code>${account.apiKey}</code></p>
        <p>
          <code>GET /api/orders?updated_since=…&amp;page=…</code><br />
          <code>GET /api/orders/:id</code><br />
          <code>GET /api/events?since=…&amp;page=…</code>
        </p>
      </section>
    </div>
    <section class="card">
      <h2>Faults</h2>
      <p class="soft">What goes wrong on this side. A number means: for so many events more.</p>
      <table>
        ${FAULT_NAMES.map((name) => faultRow(account, name))}
      </table>
    </section>`;
  return layout({ title: "Webhook and faults", account, tab: "settings", body });
}

function webhookForm(account: Account): Markup {
  const { url, secret, signing, enabled } = account.webhook;
  const options = Object.entries(SIGNINGS).map(
    ([value, words]) =>
      html`<option value="${value}" ${value === signing ? SELECTED : null}>${words}</option>`,
  );
  return html`<form method="post" action="/accounts/${account.id}/webhook" class="fields">
    <label>URL <input name="url" type="url" value="${url ?? ""}" placeholder="https://" /></label>
    <label
      >Secret
      <input
        name="secret"
        autocomplete="off"
        placeholder="${secret === null ? "none yet" : "set; leave empty to keep it"}"
      />
    </label>
    <label
      >Signature
      <select name="signing">
        ${options}
      </select></label
    >
    <label
      >Sending
      <select name="enabled">
        <option value="yes" ${enabled ? SELECTED : null}>on</option>
        <option value="no" ${enabled ? null : SELECTED}>off</option>
      </select>
    </label>
    <div><button class="main">Save</button></div>
  </form>`;
}

const SELECTED: Markup = { markup: "selected" };

const ONCE = html`<button name="value" value="1">Once</button>`;
/** One event alone has no order. */
const NEXT_TWO = html`<button name="value" value="2">Next two</button>`;

function faultRow(account: Account, name: FaultName): Markup {
  const setting = account.faults[name];
  const tone = setting === "off" ? "" : "bad";
  return html`<tr>
    <td>
      <strong>${name.replaceAll("_", " ")}</strong> <span class="badge ${tone}">${setting}</span
      ><br />
      <span class="soft small">${FAULTS[name]}</span>
    </td>
    <td>
      <form
        method="post"
        action="/accounts/${account.id}/faults"
        class="acts"
        style="justify-content:flex-end"
      >
        <input type="hidden" name="name" value="${name}" />
        ${name === "reorder" ? NEXT_TWO : ONCE}
        <button name="value" value="on">On</button>
        <button name="value" value="off">Off</button>
      </form>
    </td>
  </tr>`;
}
