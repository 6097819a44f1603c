import type { Account } from "../account.ts";
import { strikes } from "../faults.ts";
import type { Oms } from "../oms.ts";
import { tell } from "../oms.ts";
import type { Exchange } from "./exchange.ts";
import { answerHtml, answerJson } from "./exchange.ts";

/** Answers as the account's faults say; false where none struck and the answer is still to come. */
export function answersByFault(exchange: Exchange, account: Account): boolean {
  const { faults } = account;
  if (faults.outage !== "off") {
    exchange.response.setHeader("retry-after", "30");
    answerJson(exchange, 503, { error: "the OMS is down for maintenance" });
  } else if (strikes(faults, "poll_token_expired")) {
    account.tokens.clear();
    answerJson(exchange, 401, { error: "the token has expired" });
  } else if (strikes(faults, "poll_throttled")) {
    const { name, value } = account.waitHeader;
    exchange.response.setHeader(name, value);
    answerJson(exchange, 429, { error: "too many requests" });
  } else if (strikes(faults, "poll_html")) {
    answerHtml(exchange, "<!doctype html><title>Log in</title><form><input name=user></form>");
  } else if (strikes(faults, "poll_redirect")) {
    exchange.response
      .writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" })
      .end();
  } else if (strikes(faults, "poll_reset")) {
    breakOff(exchange);
  } else {
    return false;
  }
  return true;
}

/** Half an answer, then nothing. */
function breakOff({ response }: Exchange): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100000" });
  response.write('{"orders":[{"id":"SO-', () => response.destroy());
}

/** The order that changed longest ago changes now, so that every list by time shifts by one. */
export function shiftPages(oms: Oms, account: Account): void {
  const [oldest] = [...account.orders.values()].sort((a, b) =>
    a.updatedAt < b.updatedAt ? -1 : 1,
  );
  if (oldest === undefined || !strikes(account.faults, "poll_shift")) return;
  tell(oms, account, {
    type: "order.touched",
    order: oldest,
    shipment: null,
    status: oldest.status,
  });
}
