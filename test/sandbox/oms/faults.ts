/** What can go wrong on the OMS's side; each is a switch of an account. */
export const FAULTS = {
  drop: "The event is made but never sent",
  delay: "The first attempt comes 10 s late",
  double: "The event is sent twice with the same id",
  reorder: "Events are held back and sent newest first",
  wrong_signature: "Signed with another secret",
  wrong_url: "Sent to a URL that is not the receiver's",
  lose_answer: "The receiver's answer is lost on its way back",
  late_trigger: "The trigger fires two hours after the change",
  reused_id: "The event bears the id of the one before it",
  schema_changed: "The status and the order have other names in the payload",
  missing_field: "The payload has no status",
  half_body: "The payload breaks off in the middle",
  moves_cancelled: "A cancelled shipment can be moved all the same",
  outage: "Nothing is sent, and the API answers 503",
  frozen_updated_at: "An order's updated_at does not move with its shipments",
  poll_token_expired: "The API answers 401 until a new token is asked for",
  poll_throttled: "The API answers 429 with the account's wait header",
  poll_html: "The API answers 200 with the HTML of a login page",
  poll_reset: "The API breaks the connection off in the middle of an answer",
  poll_redirect: "The API redirects to a private address",
  poll_shift: "Before each page the newest order changes, so that pages shift",
} as const;

export type FaultName = keyof typeof FAULTS;

/** `on` until switched off, or for so many events more. */
export type FaultSwitch = "off" | "on" | number;

export type Faults = Record<FaultName, FaultSwitch>;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

export function noFaults(): Faults {
  return {
    drop: "off",
    delay: "off",
    double: "off",
    reorder: "off",
    wrong_signature: "off",
    wrong_url: "off",
    lose_answer: "off",
    late_trigger: "off",
    reused_id: "off",
    schema_changed: "off",
    missing_field: "off",
    half_body: "off",
    moves_cancelled: "off",
    outage: "off",
    frozen_updated_at: "off",
    poll_token_expired: "off",
    poll_throttled: "off",
    poll_html: "off",
    poll_reset: "off",
    poll_redirect: "off",
    poll_shift: "off",
  };
}

/** Whether the fault strikes now; counts down a switch that is set to a number. */
export function strikes(faults: Faults, name: FaultName): boolean {
  const setting = faults[name];
  if (setting === "off") return false;
  if (setting === "on") return true;
  faults[name] = setting > 1 ? setting - 1 : "off";
  return true;
}

/** Reads `on`, `off` or a count as a form or the control API sends it; null where it is none. */
export function readSwitch(value: unknown): FaultSwitch | null {
  if (value === "on" || value === "off") return value;
  const count = typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : value;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0) return null;
  return count === 0 ? "off" : count;
}
