import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { MappingVersion, StatusMap } from "../../domain/mapping/mapping-version.ts";
import type { MessageVia } from "../../domain/message-state.ts";
import type { ClaimedMessage, Ids, Messages, StoredMessage } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { deferTask } from "./defer-task.ts";
import { fairClaim } from "./fair-claim.ts";
import { startFetches } from "./fetch-starts.ts";
import { foldMessage } from "./fold-message.ts";
import { holdsClaim, endClaim } from "./message-task.ts";
import { noteStatuses } from "./note-statuses.ts";
import { openContent } from "./message-content.ts";
import { instantIn } from "./row-values.ts";
import type { ShopKeys } from "./shop-keys.ts";
import { untilNoCollision } from "./until-no-collision.ts";
import { writeInterpretation } from "./write-interpretation.ts";

interface TaskRow {
  readonly shop_id: string;
  readonly message_id: string;
  readonly received_at: Date;
  readonly lease_token: string;
  readonly attempts: number;
  readonly lost: number;
}

interface MessageRow {
  readonly source_id: string;
  readonly via: MessageVia;
  readonly content: Buffer | null;
}

interface MappingRow {
  readonly id: string;
  readonly version: number;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
}

const QUEUE = { table: "message_task", id: "message_id" } as const;

/** The inbox as the interpreter sees it. */
export function postgresMessages(database: Database, keys: ShopKeys, ids: Ids): Messages {
  const claim = fairClaim<TaskRow>(database, {
    ...QUEUE,
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.message_id, q.received_at, q.lease_token, q.attempts, q.lost",
  });
  return {
    claim: async (limit, leaseSeconds, share) =>
      (await claim(limit, leaseSeconds, share)).map(toClaim),
    load: (claimed) => loadMessage(database, keys, claimed),
    mapping: (shopId, sourceId) => readMapping(database, shopId, sourceId),
    fold: (request, fold) =>
      untilNoCollision(() =>
        database.forShop(request.claim.shopId, (sql) => foldMessage(sql, { request, fold, ids })),
      ),
    settle: (claimed, settlement) =>
      database.forShop(claimed.shopId, async (sql) => {
        if (!(await holdsClaim(sql, claimed))) return;
        await writeInterpretation(sql, claimed, { ...settlement, orderRecordId: null });
        await startFetches(sql, claimed, { ids, urls: settlement.fetches ?? [] });
        await noteStatuses(sql, claimed, settlement.statuses ?? []);
        await endClaim(sql, claimed);
      }),
    defer: (claimed, delay) =>
      database.forShop(claimed.shopId, (sql) =>
        deferTask(sql, { ...QUEUE, ...claimed, of: claimed.messageId }, delay),
      ),
  };
}

function toClaim(row: TaskRow): ClaimedMessage {
  return {
    shopId: row.shop_id,
    messageId: row.message_id,
    receivedAt: instantIn(row.received_at),
    leaseToken: row.lease_token,
    attempts: row.attempts - 1,
    lost: row.lost,
  };
}

async function loadMessage(
  database: Database,
  keys: ShopKeys,
  claim: ClaimedMessage,
): Promise<StoredMessage | null> {
  const { shopId, messageId, receivedAt } = claim;
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<MessageRow>(
      {
        name: "load_message",
        text: `SELECT source_id, via, content FROM message
          WHERE shop_id = $1 AND id = $2 AND received_at = $3`,
      },
      [shopId, messageId, receivedAt],
    ),
  );
  if (row?.content === undefined || row.content === null) {
    await dropClaim(database, claim);
    return null;
  }
  const place = { table: "message", shopId, id: messageId } as const;
  const content = openContent(await keys.of(shopId), place, row.content);
  return { id: messageId, shopId, sourceId: row.source_id, receivedAt, via: row.via, ...content };
}

/** A message that was redacted, or whose day was dropped, has nothing left to interpret. */
async function dropClaim(database: Database, claim: ClaimedMessage): Promise<void> {
  await database.forShop(claim.shopId, async (sql) => {
    if (await holdsClaim(sql, claim)) await endClaim(sql, claim);
  });
}

async function readMapping(
  database: Database,
  shopId: string,
  sourceId: string,
): Promise<MappingVersion | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<MappingRow>(
      {
        name: "read_mapping",
        text: `SELECT id, version, mapping, status_map FROM mapping_version
          WHERE source_id = $1 AND published_at IS NOT NULL
          ORDER BY published_at DESC, version DESC LIMIT 1`,
      },
      [sourceId],
    ),
  );
  if (row === undefined) return null;
  const { id, version, mapping, status_map: statusMap } = row;
  return { id, sourceId, version, mapping, statusMap };
}
