import type { DataKey } from "../../pipeline/ports.ts";

/** What was received: the bytes, and what came around them. */
export interface MessageContent {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: Uint8Array;
}

/** The row that the content belongs to. */
export interface ContentPlace {
  readonly table: "message" | "rejected_delivery";
  readonly shopId: string;
  readonly id: string;
}

const LENGTH_BYTES = 4;

/** Headers, query and body as one sealed text: a length, JSON, and the bytes as they came. */
export function sealContent(
  key: DataKey,
  place: ContentPlace,
  content: MessageContent,
): Uint8Array {
  const { headers, query, body } = content;
  const around = Buffer.from(JSON.stringify({ headers, query }));
  const length = Buffer.allocUnsafe(LENGTH_BYTES);
  length.writeUInt32BE(around.length);
  return key.seal(sealedPlace(place), Buffer.concat([length, around, body]));
}

/** Throws SealBroken where the content is not this row's. */
export function openContent(key: DataKey, place: ContentPlace, sealed: Uint8Array): MessageContent {
  const bytes = Buffer.from(key.open(sealedPlace(place), sealed));
  const end = LENGTH_BYTES + bytes.readUInt32BE(0);
  // Sealed by us alone, so its form is known.
  const around = JSON.parse(bytes.toString("utf8", LENGTH_BYTES, end)) as Omit<
    MessageContent,
    "body"
  >;
  return { ...around, body: new Uint8Array(bytes.subarray(end)) };
}

function sealedPlace({ table, shopId, id }: ContentPlace) {
  return { table, column: "content", shopId, rowId: id };
}
