import type { Account } from "../account.ts";
import type { Attempt, OmsEvent } from "../event.ts";
import { codeBadge, fateBadge, moment } from "./badges.ts";
import type { Markup } from "./html.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/** Every event of the account, newest first, with its attempts. */
export function eventsPage(account: Account): string {
  const body = html`<h1>Event log</h1>
    <section class="card" id="events" data-live>${eventTable(account, account.events)}</section>`;
  return layout({ title: "Event log", account, tab: "events", body });
}

export function eventTable(account: Account, events: readonly OmsEvent[]): Markup {
  if (events.length === 0) return html`<p class="empty">No events yet.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th>Time</th>
        <th>Event</th>
        <th>Order</th>
        <th>Result</th>
        <th>Attempts</th>
      </tr>
    </thead>
    <tbody>
      ${events.toReversed().map((event) => row(account, event))}
    </tbody>
  </table>`;
}

function row(account: Account, event: OmsEvent): Markup {
  const name = account.orders.get(event.orderId)?.name ?? event.orderId;
  return html`<tr>
    <td class="small">${moment(event.occurredAt)}</td>
    <td>
      <a href="/accounts/${account.id}/events/${event.id}">${event.type}</a><br /><code class="soft"
        >${event.id}</code
      >
    </td>
    <td><a href="/accounts/${account.id}/orders/${event.orderId}">${name}</a></td>
    <td>${fateBadge(event.fate)}</td>
    <td class="small">
      ${event.attempts.map(
        (attempt) =>
          html`${codeBadge(attempt)} ${moment(attempt.sentAt)} ${attempt.durationMilliseconds} ms<br />`,
      )}
    </td>
  </tr>`;
}

/** One event: its bytes and each attempt to tell them. */
export function eventPage(account: Account, event: OmsEvent): string {
  const body = html`<div class="head">
      <h1>${event.type}</h1>
      <form method="post" action="/accounts/${account.id}/events/${event.id}/send-again">
        <button>Send again</button>
      </form>
    </div>
    <section class="card" id="attempts" data-live>
      <h2>Attempts ${fateBadge(event.fate)}</h2>
      ${event.attempts.length === 0 ? html`<p class="empty">Not sent.</p>` : null}
      ${event.attempts.map(attemptPart)}
    </section>
    <section class="card">
      <h2>Body</h2>
      <pre>${JSON.stringify(JSON.parse(event.body), null, 2)}</pre>
    </section>`;
  return layout({ title: event.id, account, tab: "events", body });
}

function attemptPart(attempt: Attempt): Markup {
  return html`<p>
      ${codeBadge(attempt)} ${moment(attempt.sentAt)} · ${attempt.durationMilliseconds} ms · attempt
      ${attempt.number} ${attempt.copy > 1 ? html`of copy ${attempt.copy}` : null} ·
      <code>${attempt.url}</code>
    </p>
    <pre>${attempt.answer}</pre>`;
}
