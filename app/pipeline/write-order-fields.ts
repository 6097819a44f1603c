import { isNews } from "../domain/order-fields/order-fields.ts";
import { spread } from "../domain/spread.ts";
import type {
  Clock,
  FieldBatch,
  FieldChange,
  FieldDigests,
  FieldEnd,
  FieldSheet,
  FieldsWritten,
  FieldTasks,
  OrderFieldWriter,
  StorefrontUnavailable,
} from "./ports.ts";

export interface OrderFieldPorts {
  readonly fieldTasks: FieldTasks;
  readonly fieldWriter: OrderFieldWriter;
  readonly clock: Clock;
}

/** Grows with every change of the definitions, which each shop then gets once. */
export const FIELD_DEFINITIONS = 1;

/** What is waited where Shopify is not there or may not be called. */
const UNREACHABLE_SECONDS = 60;
const PARKED_SECONDS = 3600;

/** How a batch ended, for the log. */
export type BatchEnd = FieldsWritten["outcome"] | "kept";

/**
 * Brings the fields of these orders up to what is known: nothing is sent where
 * nothing changed. Writing is a comparison and a set on Shopify's side, so a
 * crash anywhere, or two workers at once, end in the same fields.
 */
export async function writeOrderFields(
  batch: FieldBatch,
  ports: OrderFieldPorts,
): Promise<BatchEnd> {
  const sheets = await ports.fieldTasks.load(batch);
  const changes = sheets.flatMap((sheet) => changeOf(sheet, ports));
  if (changes.length === 0) {
    await ports.fieldTasks.settle(
      batch,
      endsOf(sheets, () => ({ kind: "kept" })),
    );
    return "kept";
  }
  const answer =
    (await undefinedYet(batch.shopId, ports)) ?? (await written(batch, changes, ports));
  const endFor = endBy(answer, changes);
  await ports.fieldTasks.settle(
    batch,
    endsOf(sheets, (sheet) => spreadOut(endFor(sheet), batch)),
  );
  return answer.outcome;
}

/** Batches that Shopify's outage stopped together do not come back together; the orders of one batch do. */
function spreadOut(end: FieldEnd, { leaseToken }: FieldBatch): FieldEnd {
  return end.kind === "later" ? { ...end, seconds: spread(end.seconds, leaseToken) } : end;
}

function changeOf(
  { orderId, wanted, written, digests }: FieldSheet,
  { clock }: OrderFieldPorts,
): readonly FieldChange[] {
  if (wanted === null || !isNews(wanted, written)) return [];
  return [{ orderId, fields: { ...wanted, confirmed_at: clock.now() }, digests }];
}

/** Defines the fields where the shop does not have them; null where they are there, or Shopify wants none. */
async function undefinedYet(
  shopId: string,
  { fieldTasks, fieldWriter }: OrderFieldPorts,
): Promise<StorefrontUnavailable | null> {
  if (await fieldTasks.isDefined(shopId, FIELD_DEFINITIONS)) return null;
  const answer = await fieldWriter.define(shopId);
  if (answer.outcome !== "defined" && answer.outcome !== "refused") return answer;
  await fieldTasks.defined(shopId, FIELD_DEFINITIONS);
  return null;
}

/** Where the fields are not as we knew them, what they are is read and they are set over that. */
async function written(
  { shopId }: FieldBatch,
  changes: readonly FieldChange[],
  { fieldWriter }: OrderFieldPorts,
): Promise<FieldsWritten> {
  const first = await fieldWriter.write(shopId, changes);
  if (first.outcome !== "stale") return first;
  const there = await fieldWriter.read(
    shopId,
    changes.map(({ orderId }) => orderId),
  );
  if (there.outcome !== "read") return there;
  const known = changes.map((change) => ({
    ...change,
    digests: there.digests.get(change.orderId) ?? {},
  }));
  return fieldWriter.write(shopId, known);
}

function endsOf(
  sheets: readonly FieldSheet[],
  endOf: (sheet: FieldSheet) => FieldEnd,
): ReadonlyMap<string, FieldEnd> {
  return new Map(sheets.map((sheet) => [sheet.orderRecordId, endOf(sheet)]));
}

function endBy(
  answer: FieldsWritten,
  changes: readonly FieldChange[],
): (sheet: FieldSheet) => FieldEnd {
  const byOrder = new Map(changes.map((change) => [change.orderId, change]));
  return ({ orderId }) => {
    const change = byOrder.get(orderId);
    return change === undefined ? { kind: "kept" } : endOf(answer, change, changes.length);
  };
}

function endOf(answer: FieldsWritten, { orderId, fields }: FieldChange, sent: number): FieldEnd {
  switch (answer.outcome) {
    case "written":
      return { kind: "written", fields, digests: digestsOf(answer.digests, orderId) };
    case "stale":
      return { kind: "later", seconds: 1 };
    case "refused":
      if (answer.orderIds.includes(orderId) || sent === 1)
        return { kind: "refused", reason: answer.message };
      return answer.orderIds.length === 0 ? { kind: "doubted" } : { kind: "later", seconds: 0 };
    case "throttled":
      return { kind: "later", seconds: Math.max(1, answer.retryAfterMilliseconds / 1000) };
    case "parked":
      return { kind: "later", seconds: PARKED_SECONDS };
    case "unreachable":
      return { kind: "later", seconds: UNREACHABLE_SECONDS };
  }
}

function digestsOf(all: ReadonlyMap<string, FieldDigests>, orderId: string): FieldDigests {
  return all.get(orderId) ?? {};
}
