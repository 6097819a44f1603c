import type { Account, Signing } from "./account.ts";
import type { FaultName, FaultSwitch } from "./faults.ts";
import type { Oms } from "./oms.ts";
import { OmsRefusal } from "./refusal.ts";

/** Turns a fault; switching `reorder` off sends what it held back. */
export function setFault(oms: Oms, account: Account, fault: FaultSetting): void {
  account.faults[fault.name] = fault.value;
  if (fault.name === "reorder" && fault.value === "off") oms.dispatcher.releaseHeld(account);
}

export interface FaultSetting {
  readonly name: FaultName;
  readonly value: FaultSwitch;
}

export interface EnteredWebhook {
  readonly url: string;
  readonly secret: string;
  readonly signing: Signing;
  readonly enabled: string;
}

/** Takes what a person entered; an empty secret keeps the one that is set. */
export function enterWebhook(account: Account, entered: EnteredWebhook): void {
  const url = entered.url.trim();
  if (url !== "" && !URL.canParse(url)) throw new OmsRefusal(422, `${url} is not a URL`);
  account.webhook.url = url === "" ? null : url;
  if (entered.secret.trim() !== "") account.webhook.secret = entered.secret.trim();
  account.webhook.signing = entered.signing;
  account.webhook.enabled = entered.enabled === "yes";
}
