import {
  addMessage,
  type ComparedMessage,
  type ComparedOrder,
  differencesOf,
} from "../../domain/backtest/compared-order.ts";
import { outcomeOf } from "../../domain/backtest/outcome.ts";
import type { ReadMessage } from "../../domain/backtest/read-both.ts";
import type { SideRules } from "../../domain/backtest/side.ts";
import type {
  Comparisons,
  JudgedComparison,
  KnownOrder,
  OrderComparison,
  RunInWork,
} from "../ports.ts";

/** A message as both mappings read it. */
export interface BatchMessage {
  readonly id: string;
  readonly read: ReadMessage;
}

export interface Comparing {
  readonly comparisons: Comparisons;
  readonly run: RunInWork;
  readonly rules: SideRules;
  /** An order before its first message. */
  readonly begin: (key: string, orderRecordId: string | null) => Promise<ComparedOrder>;
}

/**
 * Adds a batch of messages to their orders. A message that was added before,
 * by a slice whose end was not saved, is left out.
 */
export async function compareBatch(
  comparing: Comparing,
  batch: readonly BatchMessage[],
): Promise<void> {
  const { comparisons, run, rules } = comparing;
  const references = [...new Set(batch.flatMap(({ read }) => [...read.orders.keys()]))];
  const known = await comparisons.knownOrders(run.shopId, references);
  const parts = batch.flatMap((message) => partsOf(message, known));
  const orders = new Map(await comparisons.load(run, [...new Set(parts.map(({ key }) => key))]));
  const changed = new Set<string>();
  for (const part of parts) {
    const order = orders.get(part.key) ?? (await begun(comparing, part));
    if (order.messages > 0 && order.messageId >= part.messageId) continue;
    orders.set(part.key, added(order, part, rules));
    changed.add(part.key);
  }
  const judged = [...changed].flatMap((key) => orders.get(key) ?? []);
  await comparisons.save(
    run,
    judged.map((order) => judge(order, rules)),
  );
}

interface Part {
  readonly key: string;
  readonly name: string;
  readonly orderRecordId: string | null;
  readonly messageId: string;
  readonly message: ComparedMessage;
}

/** A message's part in each order; two references may lead to one order. */
function partsOf(
  { id, read }: BatchMessage,
  known: ReadonlyMap<string, KnownOrder>,
): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const [reference, message] of read.orders) {
    const order = known.get(reference);
    const key = order?.orderRecordId ?? reference;
    const other = parts.get(key)?.message;
    parts.set(key, {
      key,
      name: order?.name ?? reference.slice(reference.indexOf(":") + 1),
      orderRecordId: order?.orderRecordId ?? null,
      messageId: id,
      message: other === undefined ? message : merged(other, message),
    });
  }
  if (read.orphan === null) return [...parts.values()];
  return [
    { key: `message:${id}`, name: "", orderRecordId: null, messageId: id, message: read.orphan },
  ];
}

function merged(a: ComparedMessage, b: ComparedMessage): ComparedMessage {
  return { ...a, live: [...a.live, ...b.live], draft: [...a.draft, ...b.draft] };
}

async function begun({ begin }: Comparing, part: Part): Promise<OrderComparison> {
  const { key, name, orderRecordId, messageId } = part;
  const compared = await begin(key, orderRecordId);
  return { key, name, orderRecordId, messageId, messages: 0, compared };
}

function added(order: OrderComparison, part: Part, rules: SideRules): OrderComparison {
  return {
    ...order,
    messageId: part.messageId,
    messages: order.messages + 1,
    compared: addMessage(order.compared, part.message, rules),
  };
}

function judge(order: OrderComparison, rules: SideRules): JudgedComparison {
  const { live, draft } = order.compared;
  return {
    ...order,
    differences: differencesOf(order.compared, rules),
    mails: {
      live: outcomeOf(live, rules).mails.length,
      draft: outcomeOf(draft, rules).mails.length,
    },
  };
}
