import type { Account } from "./account.ts";
import type { Attempt, OmsEvent } from "./event.ts";
import { strikes } from "./faults.ts";
import { post } from "./post.ts";
import type { OmsTime } from "./time.ts";

/** How patiently the OMS tells the receiver; waits in milliseconds of the OMS's time. */
export interface Patience {
  readonly retryAfter: readonly number[];
  /** Real milliseconds; an OMS does not wait longer because its clock is stretched. */
  readonly timeout: number;
}

export const DEFAULT_PATIENCE: Patience = { retryAfter: [1_000, 5_000, 30_000], timeout: 10_000 };

const DELAY_MILLISECONDS = 10_000;
const LATE_MILLISECONDS = 2 * 3_600_000;
const OUTAGE_LOOK_MILLISECONDS = 1_000;

/** Sends an account's events, with retries and with the faults that are switched on. */
export interface Dispatcher {
  send(account: Account, event: OmsEvent): void;
  /** Sends what `reorder` held back, newest first. */
  releaseHeld(account: Account): void;
  /** Posts the same event once more, as a person does who clicks "send again". */
  sendAgain(account: Account, event: OmsEvent): void;
  /** Attempts that are on their way or will still come. */
  pending(account: Account): number;
}

interface Copy {
  readonly account: Account;
  readonly event: OmsEvent;
  readonly number: number;
}

export function createDispatcher(time: OmsTime, patience: Patience): Dispatcher {
  const open = new Map<Account, number>();
  const count = (account: Account, by: number): void => {
    open.set(account, (open.get(account) ?? 0) + by);
  };

  function start(copy: Copy, afterMilliseconds: number): void {
    count(copy.account, 1);
    attemptAfter(copy, 1, afterMilliseconds);
  }

  function attemptAfter(copy: Copy, number: number, milliseconds: number): void {
    time.after(milliseconds, () => {
      if (copy.account.faults.outage === "off") void attempt(copy, number);
      else attemptAfter(copy, number, OUTAGE_LOOK_MILLISECONDS);
    });
  }

  async function attempt(copy: Copy, number: number): Promise<void> {
    const { account, event } = copy;
    const sentAt = time.now();
    const timeoutMilliseconds = patience.timeout;
    const done = await post(account, event, {
      number,
      copy: copy.number,
      sentAt,
      timeoutMilliseconds,
    });
    event.attempts.push(done);
    const wait = patience.retryAfter[number - 1];
    if (!isAcknowledged(done) && wait !== undefined) {
      attemptAfter(copy, number + 1, wait);
      return;
    }
    if (isAcknowledged(done)) event.fate = "acknowledged";
    else if (event.fate !== "acknowledged") event.fate = "exhausted";
    count(account, -1);
  }

  function sendNow(account: Account, event: OmsEvent): void {
    event.fate = "waiting";
    const late = strikes(account.faults, "late_trigger") ? LATE_MILLISECONDS : 0;
    const wait = late + (strikes(account.faults, "delay") ? DELAY_MILLISECONDS : 0);
    const copies = strikes(account.faults, "double") ? 2 : 1;
    for (let number = 1; number <= copies; number += 1) start({ account, event, number }, wait);
  }

  function releaseHeld(account: Account): void {
    void sendInTurn(account, account.held.splice(0).reverse());
  }

  /** Each first attempt is answered before the next is sent, so that they arrive in this order. */
  async function sendInTurn(account: Account, events: readonly OmsEvent[]): Promise<void> {
    count(account, events.length);
    for (const event of events) {
      event.fate = "waiting";
      await attempt({ account, event, number: 1 }, 1);
    }
  }

  return {
    send(account, event) {
      const fate = fateAtOnce(account, event);
      if (fate === null) {
        sendNow(account, event);
        return;
      }
      event.fate = fate;
      if (fate !== "held") return;
      account.held.push(event);
      if (account.faults.reorder === "off") releaseHeld(account);
    },
    releaseHeld,
    sendAgain(account, event) {
      start({ account, event, number: copiesOf(event) + 1 }, 0);
    },
    pending: (account) => open.get(account) ?? 0,
  };
}

/** Why an event is not sent now; null where it is. */
function fateAtOnce(account: Account, event: OmsEvent): OmsEvent["fate"] | null {
  const { webhook, faults } = account;
  if (webhook.url === null || webhook.secret === null || !webhook.enabled) return "not_configured";
  if (webhook.muted.includes(event.status)) return "muted";
  if (strikes(faults, "drop")) return "dropped";
  return strikes(faults, "reorder") ? "held" : null;
}

export function isAcknowledged({ responseCode }: Attempt): boolean {
  return responseCode !== null && responseCode >= 200 && responseCode < 300;
}

function copiesOf(event: OmsEvent): number {
  return event.attempts.reduce((most, attempt) => Math.max(most, attempt.copy), 0);
}
