import { secondsToNextLook } from "../../../app/pipeline/next-look.ts";
import { foldUpdates } from "../../../app/pipeline/5-fold.ts";
import { EMPTY_RECORD, type OrderRecord } from "../../../app/domain/order-record/order-record.ts";
import type { LearntUpdate } from "../../../app/domain/order-record/order-update.ts";
import type { Intent } from "../../../app/domain/plan/intent.ts";
import type { Policy } from "../../../app/domain/plan/policy.ts";
import type { Step } from "../../../app/domain/plan/step.ts";
import type {
  IntentAnswer,
  LaneEnd,
  Lease,
  NextStep,
  OrderWork,
} from "../../../app/pipeline/ports.ts";
import type { Schedule } from "../schedule.ts";

/** What a database without one of its guards would do; all false in a true one. */
export interface BookFlaws {
  /** Whoever comes may write. */
  readonly ignoresLease: boolean;
  /** The last plan written wins. */
  readonly ignoresPlanVersion: boolean;
  /** A lease does not end before its worker gives it back. */
  readonly neverRescues: boolean;
}

export const NO_FLAWS: BookFlaws = {
  ignoresLease: false,
  ignoresPlanVersion: false,
  neverRescues: false,
};

/** What the database holds of one order; every method is one transaction. */
export class OrderBook {
  readonly #flaws: BookFlaws;
  readonly #schedule: Schedule;
  readonly #policy: Policy;
  #record: OrderRecord = EMPTY_RECORD;
  #orderId: string | null = null;
  #intents: Intent[] = [];
  #lane: {
    dueAt: number;
    leaseUntil: number;
    token: number;
    attempts: number;
    wanted: number;
    seen: number;
  } | null = null;
  #tokens = 0;
  #waiting: (() => void)[] = [];
  /** How the last lease ended, for the oracle. */
  lastEnd: LaneEnd | null = null;

  constructor(schedule: Schedule, policy: Policy, flaws: BookFlaws = NO_FLAWS) {
    this.#flaws = flaws;
    this.#schedule = schedule;
    this.#policy = policy;
  }

  /** Nothing left to do, but for an audit. */
  get isIdle(): boolean {
    return this.#lane === null || this.lastEnd?.kind === "agreed";
  }

  get intents(): readonly Intent[] {
    return this.#intents;
  }

  fold(updates: readonly LearntUpdate[]): void {
    const { record, folded } = foldUpdates(this.#record, updates);
    this.#record = record;
    const isNews = folded.some(
      ({ decision: { kind } }) => kind === "advanced" || kind === "refused",
    );
    if (isNews) this.wake();
  }

  /** New work, or a sign that something changed in Shopify. */
  wake(): void {
    const now = this.#schedule.milliseconds();
    this.#lane ??= { dueAt: now, leaseUntil: 0, token: 0, attempts: 0, wanted: 0, seen: 0 };
    this.#lane.dueAt = now;
    this.#lane.attempts = 0;
    this.#lane.wanted += 1;
    this.#tell();
  }

  /** Resolves when there may be something to claim. */
  work(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#lane === null) return;
      const at = Math.max(this.#lane.dueAt, this.#lane.leaseUntil);
      if (at === Infinity) return;
      this.#schedule.after(Math.max(0, at - this.#schedule.milliseconds()), resolve);
    });
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  claim(leaseSeconds: number): Lease | null {
    const now = this.#schedule.milliseconds();
    if (this.#lane === null || this.#lane.dueAt > now || this.#lane.leaseUntil > now) return null;
    this.#tokens += 1;
    this.#lane.token = this.#tokens;
    this.#lane.leaseUntil = this.#flaws.neverRescues ? Infinity : now + leaseSeconds * 1000;
    this.#lane.seen = this.#lane.wanted;
    return {
      shopId: "shop",
      orderRecordId: "record",
      token: String(this.#tokens),
      attempts: this.#lane.attempts,
      surprises: 0,
      lost: 0,
    };
  }

  renew(lease: Lease, leaseSeconds: number): boolean {
    if (!this.#holds(lease) || this.#lane === null) return false;
    if (!this.#flaws.neverRescues) {
      this.#lane.leaseUntil = this.#schedule.milliseconds() + leaseSeconds * 1000;
    }
    return true;
  }

  release(lease: Lease, end: LaneEnd): void {
    if (!this.#holds(lease) || this.#lane === null) return;
    this.lastEnd = end;
    this.#lane.leaseUntil = 0;
    this.#lane.token = 0;
    const isNewWork = this.#lane.wanted !== this.#lane.seen;
    const wait = secondsToNextLook(end);
    if (wait === null && !isNewWork) {
      this.#lane = null;
      return;
    }
    this.#lane.attempts = end.kind === "agreed" ? 0 : this.#lane.attempts + 1;
    if (!isNewWork) this.#lane.dueAt = this.#schedule.milliseconds() + (wait ?? 0) * 1000;
    this.#tell();
  }

  load(lease: Lease): OrderWork | null {
    if (!this.#holds(lease)) return null;
    return {
      record: this.#record,
      references: [{ kind: "name", value: "#1001" }],
      orderId: this.#orderId,
      intents: [...this.#intents],
      driving: ["oms"],
      policies: { oms: this.#policy },
      quietBefore: null,
      heldSince: null,
    };
  }

  attach(lease: Lease, orderId: string): void {
    if (this.#holds(lease)) this.#orderId = orderId;
  }

  begin(lease: Lease, { step, expectedPlanVersion, at }: NextStep): Intent | null {
    if (!this.#holds(lease)) return null;
    const known = this.#intents.find((intent) => isSameEffect(intent.step, step));
    const isStale = (known?.planVersion ?? 0) !== expectedPlanVersion;
    if (isStale && !this.#flaws.ignoresPlanVersion) return null;
    const named =
      step.kind === "create_fulfillment" ? step.fulfillmentOrders.map(({ id }) => id) : [];
    const intent: Intent = {
      id: known?.id ?? `i${this.#intents.length}`,
      step,
      namedFulfillmentOrders: [...new Set([...(known?.namedFulfillmentOrders ?? []), ...named])],
      planVersion: expectedPlanVersion + 1,
      state: "sent",
      sentAt: at,
      attempts: (known?.attempts ?? 0) + 1,
      detail: null,
      resultId: known?.resultId ?? null,
    };
    this.#intents = known === undefined ? [...this.#intents, intent] : this.#replace(intent);
    return intent;
  }

  settle(lease: Lease, intentId: string, answer: IntentAnswer): void {
    const known = this.#intents.find(({ id }) => id === intentId);
    if (known === undefined || !this.#holds(lease)) return;
    this.#intents = this.#replace({
      ...known,
      ...answer,
      resultId: answer.resultId ?? known.resultId,
    });
  }

  #replace(intent: Intent): Intent[] {
    return this.#intents.map((other) => (other.id === intent.id ? intent : other));
  }

  #holds({ token }: Lease): boolean {
    if (this.#flaws.ignoresLease) return true;
    return (
      this.#lane !== null &&
      this.#lane.token === Number(token) &&
      this.#lane.leaseUntil > this.#schedule.milliseconds()
    );
  }
}

function isSameEffect(a: Step, b: Step): boolean {
  return a.kind === b.kind && a.key === b.key;
}
