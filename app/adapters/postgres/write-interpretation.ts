import type { MappingProblem } from "../../domain/mapping/interpret.ts";
import type { MessageState, StateReason } from "../../domain/message-state.ts";
import type { ClaimedMessage } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson, storedText } from "./stored-text.ts";

/** What became of a message. */
export interface WrittenState {
  readonly state: MessageState;
  readonly reason: StateReason;
  readonly mappingVersionId: string | null;
  readonly problems: readonly MappingProblem[];
  readonly orderRecordId: string | null;
}

/** Gives the message its visible state. */
export async function writeInterpretation(
  sql: Sql,
  { shopId, messageId, receivedAt }: ClaimedMessage,
  { state, reason, mappingVersionId, problems, orderRecordId }: WrittenState,
): Promise<void> {
  await sql.execute(
    {
      name: "write_interpretation",
      text: `INSERT INTO interpretation (shop_id, message_id, source_id, received_at, via, deduplication_key,
          replay_of, body_size, state, reason_code, reason_detail, mapping_version_id, problems, order_record_id)
        SELECT shop_id, id, source_id, received_at, via, deduplication_key, replay_of, body_size,
          $4, $5, $6, $7, $8, $9
        FROM message WHERE shop_id = $1 AND id = $2 AND received_at = $3
        ON CONFLICT (shop_id, message_id) DO UPDATE SET
          state = EXCLUDED.state, reason_code = EXCLUDED.reason_code, reason_detail = EXCLUDED.reason_detail,
          mapping_version_id = EXCLUDED.mapping_version_id, problems = EXCLUDED.problems,
          order_record_id = EXCLUDED.order_record_id, updated_at = now()`,
    },
    [
      shopId,
      messageId,
      receivedAt,
      state,
      reason.code,
      storedText(reason.detail),
      mappingVersionId,
      storedJson(problems),
      orderRecordId,
    ],
  );
}
