import { createHash } from "node:crypto";
import { FETCHED_HEADER } from "../../../app/domain/fetched-message.ts";
import type { OrderUpdate } from "../../../app/domain/order-record/order-update.ts";
import type { MessageVia } from "../../../app/domain/message-state.ts";
import { POLLED_HEADER } from "../../../app/domain/polling/polled.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { secretOf } from "../../bad-input/sender.ts";
import type { WholeApp } from "../../bad-input/whole-app.ts";
import { mappingOf } from "../../samples/mapping-of.ts";
import { QUERIES } from "../../samples/sample.ts";
import type { Sample } from "../../samples/sample.ts";
import { send } from "../senders.ts";
import { tokenScheme } from "./token-scheme.ts";

const SECRET_NAME = "secret";

/** A source of a sample's own, in a shop of its own. */
export interface Entrance {
  /** Hands the sample in as its system does: signed over HTTP, or at the door of polls and queues. Answers the message. */
  handIn(sample: Sample): Promise<string>;
  /** Hands a body in as what a thin webhook led to. */
  handInFetched(body: Uint8Array): Promise<string>;
  /** What the orders' ledger took from a message, in its order. */
  learnt(messageId: string): Promise<readonly OrderUpdate[]>;
}

export async function openEntrance(app: WholeApp, name: string): Promise<Entrance> {
  const shop = await app.openShop(name.replaceAll("_", "-"), []);
  const { mapping, statusMap } = mappingOf(name);
  const key = await shop.connect({
    name,
    scheme: tokenScheme("query", SECRET_NAME),
    mapping,
    statusMap,
  });
  const { rows } = await app.test.owner.query<Place>(
    `SELECT shop_id AS "shopId", source_id AS "sourceId" FROM endpoint WHERE key = $1`,
    [key],
  );
  const [place] = rows;
  if (place === undefined) throw new Error("the source was not connected");
  return {
    handIn: ({ body, delivery }) =>
      delivery === "webhook"
        ? post(app, key, { name, body })
        : record(app, place, { body, via: delivery, mark: POLLED_HEADER }),
    handInFetched: (body) => record(app, place, { body, via: "fetch", mark: FETCHED_HEADER }),
    learnt: async (messageId) => {
      const { rows: entries } = await app.test.owner.query<{ learnt: OrderUpdate }>(
        "SELECT learnt FROM ledger_entry WHERE message_id = $1 ORDER BY id",
        [messageId],
      );
      return entries.map(({ learnt }) => learnt);
    },
  };
}

interface Place {
  readonly shopId: string;
  readonly sourceId: string;
}

async function post(
  { port }: WholeApp,
  key: string,
  { name, body }: { readonly name: string; readonly body: Uint8Array },
): Promise<string> {
  const query = [QUERIES[name], `${SECRET_NAME}=${encodeURIComponent(secretOf("active"))}`];
  const url = `http://127.0.0.1:${String(port)}/webhooks/oms/${key}?${query.filter(Boolean).join("&")}`;
  const type = mappingOf(name).mapping.format === "xml" ? "text/xml" : "application/json";
  const answer = await send(url, new Uint8Array(body), { "content-type": type });
  const { id } = (await answer.json()) as { readonly id?: string };
  if (answer.status !== 202 || id === undefined)
    throw new Error(`refused: ${String(answer.status)}`);
  return id;
}

/** The inbox's one door, where polls, queues and fetches enter. */
async function record(
  { recorder, test }: WholeApp,
  { shopId, sourceId }: Place,
  {
    body,
    via,
    mark,
  }: { readonly body: Uint8Array; readonly via: MessageVia; readonly mark: string },
): Promise<string> {
  const bodyHash = createHash("sha256").update(body).digest();
  const outcome = await recorder.record({
    id: test.ids.next(),
    shopId,
    sourceId,
    receivedAt: systemClock.now(),
    via,
    deduplicationKey: `${via}:${bodyHash.toString("hex")}`,
    headers: { [mark]: "1" },
    query: "",
    body,
    bodyHash,
    replayOf: null,
  });
  if (outcome?.outcome !== "recorded") throw new Error("not recorded");
  return outcome.messageId;
}
