/** Senders of webhooks in a process of their own: takes its plan from its parent, and tells when it began and ended. */
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { openConnection } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { deliveryPool } from "./delivery-pool.ts";
import type { DeliveryPool } from "./delivery-pool.ts";
import type { LoadNotice, LoadPlan } from "./plan.ts";
import { tally } from "./tally.ts";

interface Sender {
  readonly isFree: boolean;
  sendNext(): void;
  close(): void;
}

const [plan] = (await once(process, "message")) as [LoadPlan]; // the bench's own message
process.once("disconnect", () => process.exit());
const counts = tally();
const pool = deliveryPool(plan);
/** False while nothing more is to be sent. */
let isSending = true;
const senders = Array.from({ length: plan.connections }, (_, at) => sender(pool, at));
await untilAllOpen();

if (plan.perSecond === null) for (const one of senders) one.sendNext();
else paceAll(plan.perSecond);
await wait(plan.warmUpSeconds * 1000);
counts.begin();
await tell({ kind: "began" });
const start = performance.now();
await wait(plan.seconds * 1000);
const seconds = (performance.now() - start) / 1000;
const result = counts.result(seconds);
await tell({ kind: "measured" });
isSending = false;
await untilAllAnswered();
const { acceptedInAll } = counts.result(seconds);
await tell({ kind: "ended", result: { ...result, acceptedInAll } });
for (const one of senders) one.close();
process.disconnect();

function sender(deliveries: DeliveryPool, at: number): Sender {
  const template = deliveries.template(at);
  let sentAt = 0;
  const goOn = (): void => {
    if (plan.perSecond === null && isSending) send();
  };
  const connection: Connection = openConnection(plan.port, {
    onAnswer(answer) {
      counts.answered(answer, performance.now() - sentAt);
      goOn();
    },
    onBroken() {
      counts.broken();
      goOn();
    },
  });
  function send(): void {
    sentAt = performance.now();
    counts.sent();
    connection.send(template.next());
  }
  return {
    get isFree() {
      return connection.isFree;
    },
    sendNext: send,
    close: () => connection.close(),
  };
}

/** Sends by the clock, on whatever connections are free. */
function paceAll(perSecond: number): void {
  const began = performance.now();
  let sent = 0;
  let at = 0;
  const timer = setInterval(() => {
    if (!isSending) clearInterval(timer);
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    for (let tries = senders.length; sent < due && tries > 0 && isSending; tries -= 1) {
      const one = senders[at++ % senders.length];
      if (one?.isFree !== true) continue;
      one.sendNext();
      sent += 1;
    }
    sent = Math.max(sent, due - perSecond); // what is a second late is given up
  }, 1);
}

function untilAllOpen(): Promise<void> {
  return untilAll(30_000);
}

/** A delivery that is not answered by then shows as sent and not answered. */
function untilAllAnswered(): Promise<void> {
  return untilAll(10_000);
}

async function untilAll(milliseconds: number): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (senders.some(({ isFree }) => !isFree) && performance.now() < deadline) await wait(10);
}

function tell(notice: LoadNotice): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(notice, () => {
      resolve();
    });
  });
}
