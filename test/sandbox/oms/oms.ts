import type { Account, NewAccount } from "./account.ts";
import { makeAccount } from "./account.ts";
import type { Dispatcher, Patience } from "./dispatch.ts";
import { createDispatcher } from "./dispatch.ts";
import type { Change } from "./event.ts";
import { makeEvent } from "./event.ts";
import { OmsRefusal } from "./refusal.ts";
import type { OmsTime } from "./time.ts";

/** The whole simulated OMS: its accounts, its clock and its sender. */
export interface Oms {
  readonly accounts: Map<string, Account>;
  readonly time: OmsTime;
  readonly dispatcher: Dispatcher;
}

export function createOms(time: OmsTime, patience: Patience): Oms {
  return { accounts: new Map(), time, dispatcher: createDispatcher(time, patience) };
}

/** Opens an account; a name that is taken is refused. */
export function openAccount(oms: Oms, account: NewAccount): Account {
  if (oms.accounts.has(account.id)) throw new OmsRefusal(409, `account ${account.id} exists`);
  const opened = makeAccount(account);
  oms.accounts.set(opened.id, opened);
  return opened;
}

export function findAccount(oms: Oms, id: string): Account {
  const account = oms.accounts.get(id);
  if (account === undefined) throw new OmsRefusal(404, `no account ${id}`);
  return account;
}

/** Writes a change down as an event and sends it. */
export function tell(oms: Oms, account: Account, change: Change): void {
  const at = oms.time.now();
  const { order, shipment, status } = change;
  order.version += 1;
  const isFrozen = account.faults.frozen_updated_at !== "off" && shipment !== null;
  if (!isFrozen) order.updatedAt = at.toISOString();
  if (shipment !== null) {
    shipment.status = status;
    shipment.updatedAt = at.toISOString();
  }
  const event = makeEvent(account, change, at);
  account.events.push(event);
  oms.dispatcher.send(account, event);
}
