import type { Account } from "../account.ts";
import type { Oms } from "../oms.ts";
import { findAccount } from "../oms.ts";
import { accountsPage } from "../pages/accounts-page.ts";
import { eventPage, eventsPage } from "../pages/events-page.ts";
import { orderPage } from "../pages/order-page.ts";
import { ordersPage } from "../pages/orders-page.ts";
import { settingsPage } from "../pages/settings-page.ts";
import { OmsRefusal } from "../refusal.ts";
import { findOrder } from "../take-orders.ts";
import type { Exchange } from "./exchange.ts";
import { answerHtml, seeOther } from "./exchange.ts";
import type { Route } from "./routes.ts";
import { param } from "./routes.ts";

/** The pages that a person reads. */
export function pageRoutes(oms: Oms): Route[] {
  const page = (
    pattern: string,
    render: (account: Account, exchange: Exchange) => string,
  ): Route => ({
    method: "GET",
    pattern: `/accounts/:account${pattern}`,
    answer: (exchange) => {
      answerHtml(exchange, render(findAccount(oms, param(exchange, "account")), exchange));
    },
  });
  return [
    {
      method: "GET",
      pattern: "/",
      answer: (exchange) => {
        home(oms, exchange);
      },
    },
    page("/orders", ordersPage),
    page("/orders/:order", (account, exchange) =>
      orderPage(account, findOrder(account, param(exchange, "order"))),
    ),
    page("/events", eventsPage),
    page("/events/:event", (account, exchange) => eventPage(account, eventOf(account, exchange))),
    page("/settings", (account, exchange) =>
      settingsPage(account, exchange.url.searchParams.get("problem")),
    ),
  ];
}

/** Leads on to the account where there is only one. */
function home(oms: Oms, exchange: Exchange): void {
  const [only, second] = [...oms.accounts.keys()];
  if (only !== undefined && second === undefined) seeOther(exchange, `/accounts/${only}/orders`);
  else answerHtml(exchange, accountsPage(oms));
}

function eventOf(account: Account, exchange: Exchange): Account["events"][number] {
  const id = param(exchange, "event");
  const event = account.events.find((one) => one.id === id);
  if (event === undefined) throw new OmsRefusal(404, `no event ${id}`);
  return event;
}
