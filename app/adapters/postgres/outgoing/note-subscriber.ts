import type { Ids } from "../../../pipeline/ports.ts";
import { type AuditEntry, writeAudit } from "../audit.ts";
import type { Actor } from "../sources.ts";
import type { Sql } from "../sql-connection.ts";

/** Something that somebody did to a subscriber. */
export interface SubscriberNote {
  readonly by: Actor;
  readonly subscriberId: string;
  readonly action: AuditEntry["action"];
  readonly detail: AuditEntry["detail"];
}

export function noteSubscriber(
  sql: Sql,
  ids: Ids,
  { by, subscriberId, action, detail }: SubscriberNote,
): Promise<void> {
  return writeAudit(sql, ids, { ...by, action, subject: subscriberId, detail });
}
