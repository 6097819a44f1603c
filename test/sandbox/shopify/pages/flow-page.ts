import type { FlowExtension } from "../oauth/flow-extensions.ts";
import type { FlowRun, FlowReceipt, Shop } from "../store/shop.ts";
import type { AppRegistration } from "../store/world.ts";
import { html, type Html } from "./html.ts";
import { time } from "./parts.ts";

/** The actions of the app, each to be run by hand as a workflow would. */
export function flowActions(shop: Shop, app: AppRegistration): Html {
  const actions = app.flow.filter(({ type }) => type === "flow_action");
  return html`<header class="page"><h1>Shopify Flow</h1></header>
    <details class="card">
      <summary>Run an action</summary>
      ${actions.map((action) => actionForm(shop, action))}
    </details>`;
}

function actionForm(shop: Shop, action: FlowExtension): Html {
  return html`<form method="post" action="/store/${shop.handle}/flow/${action.handle}">
    <h3>${action.name}</h3>
    <p class="sub">${action.description}</p>
    <div class="fields">
      ${action.fields.map(
        ({ key, name }) =>
          html`<label
            >${key === "order_id" ? "Order name" : name} <input type="text" name="${key}"
          /></label>`,
      )}
    </div>
    <button>Run ${action.name.toLowerCase()}</button>
  </form>`;
}

/** What the app told Flow, and what Flow asked of the app; newest first. */
export function flowHistory({ flowReceipts, flowRuns }: Shop): Html {
  return html`<article class="card">
      <h2>Triggers</h2>
      ${flowReceipts.length === 0 ? html`<p class="empty">Nothing was told yet.</p>` : null}
      <ol class="events">
        ${flowReceipts.toReversed().map(receipt)}
      </ol>
    </article>
    <article class="card">
      <h2>Actions</h2>
      ${flowRuns.length === 0 ? html`<p class="empty">Nothing was asked yet.</p>` : null}
      <ol class="events">
        ${flowRuns.toReversed().map(flowRun)}
      </ol>
    </article>`;
}

function receipt({ at, handle, payload }: FlowReceipt): Html {
  return html`<li data-trigger="${handle}">
    <b>${handle}</b> ${time(at)}<br />${Object.entries(payload).map(
      ([key, value]) => html`${key}: ${String(value)} · `,
    )}
  </li>`;
}

function flowRun({ at, action, status, answer }: FlowRun): Html {
  return html`<li data-run="${action}">
    <b>${action}</b> ${time(at)} → ${status}<br />${answer}
  </li>`;
}
