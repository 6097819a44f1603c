import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import type { MessageContent } from "../adapters/postgres/message-content.ts";
import type { ReceivedContents } from "../adapters/postgres/received-contents.ts";
import {
  dropRejection,
  type KeptRejection,
  keptRejections,
} from "../adapters/postgres/rejected-deliveries.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Delivery } from "../pipeline/intake/delivery.ts";
import type { Intake } from "../pipeline/intake/intake.ts";
import type { Ids } from "../pipeline/ports.ts";
import { findSource } from "./source-row.ts";

export interface RecheckParts {
  readonly database: Database;
  readonly contents: ReceivedContents;
  readonly receiveAgain: Intake["receiveAgain"];
  readonly ids: Ids;
}

export type RecheckOutcome =
  /** So many are in the inbox now; so many are still refused. */
  | { readonly outcome: "rechecked"; readonly taken: number; readonly refused: number }
  | { readonly outcome: "not_found" };

/** These were refused for what came twice or too often, which no other secret mends. */
const NEVER_RIGHT: readonly string[] = ["duplicate_header", "too_many_signatures"];

/**
 * Judges the kept refused deliveries of a source once more, with what the
 * endpoint has now: after a wrong secret was mended nothing is lost that was
 * sent meanwhile.
 */
export async function recheckRejected(
  parts: RecheckParts,
  by: Actor,
  sourceId: string,
): Promise<RecheckOutcome> {
  const { shopId } = by;
  const source = await findSource(parts.database, { shopId, sourceId });
  if (source === null) return { outcome: "not_found" };
  const kept = await parts.database.forShop(shopId, (sql) =>
    keptRejections(sql, shopId, source.endpoint_id),
  );
  let taken = 0;
  for (const rejection of kept) {
    if (await takeIn(parts, { shopId, key: source.key }, rejection)) taken += 1;
  }
  const refused = kept.length - taken;
  if (kept.length > 0) await note(parts, by, { sourceId, taken, refused });
  return { outcome: "rechecked", taken, refused };
}

interface Place {
  readonly shopId: string;
  readonly key: string;
}

/** Whether it is in the inbox now. It leaves the ring only after that. */
async function takeIn(
  { database, contents, receiveAgain }: RecheckParts,
  { shopId, key }: Place,
  { id, code, receivedAt }: KeptRejection,
): Promise<boolean> {
  if (NEVER_RIGHT.includes(code)) return false;
  const content = await contents.rejected(shopId, id);
  if (content === null) return false;
  const { outcome } = await receiveAgain(deliveryOf(key, content), receivedAt);
  if (outcome === "refused" || outcome === "abandoned") return false;
  await database.forShop(shopId, (sql) => dropRejection(sql, shopId, id));
  return true;
}

function deliveryOf(endpointKey: string, { headers, query, body }: MessageContent): Delivery {
  const path = `/webhooks/oms/${endpointKey}`;
  return {
    endpointKey,
    method: "POST",
    url: query === "" ? path : `${path}?${query}`,
    headers: Object.entries(headers),
    sender: "kept",
    readBody: (most) => Promise.resolve(body.length > most ? "too_large" : body),
  };
}

function note(
  { database, ids }: RecheckParts,
  by: Actor,
  {
    sourceId,
    ...detail
  }: { readonly sourceId: string; readonly taken: number; readonly refused: number },
): Promise<void> {
  return database.forShop(by.shopId, (sql) =>
    writeAudit(sql, ids, { ...by, action: "deliveries.rechecked", subject: sourceId, detail }),
  );
}
