import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { sealing } from "../../app/adapters/system/sealing.ts";
import { openContent } from "../../app/adapters/postgres/message-content.ts";
import { shopKeys } from "../../app/adapters/postgres/shop-keys.ts";
import type { AppUnderFuzz } from "./app-under-fuzz.ts";
import type { FuzzInput } from "./input.ts";

/** What was acknowledged: by message, digests of the bodies sent. */
export class Acknowledged {
  readonly #wires = new Map<string, { readonly digest: string; readonly what: string }>();
  readonly #repeats: { readonly messageId: string; readonly content: string }[] = [];

  note(messageId: string, { body, what }: FuzzInput): void {
    this.#wires.set(messageId, { digest: digest(body), what });
  }

  /** A repeat may be packed otherwise, so its content counts and not its bytes. */
  noteRepeat(messageId: string, { body }: FuzzInput): void {
    this.#repeats.push({ messageId, content: contentDigest(body) });
  }

  get messages(): number {
    return this.#wires.size;
  }

  get repeats(): number {
    return this.#repeats.length;
  }

  /** Compares with what the database holds; answers how many are there byte for byte, and which are not. */
  async compare(
    app: AppUnderFuzz,
  ): Promise<{ readonly same: number; readonly other: readonly string[] }> {
    const other: string[] = [];
    for await (const { id, body } of storedBodies(app, [...this.#wires.keys()])) {
      const sent = this.#wires.get(id);
      if (body !== null && digest(body) === sent?.digest) continue;
      other.push(`${id} ${sent?.what ?? ""} ${body === null ? "is not there" : "is other"}`);
    }
    const repeated = this.#repeats.map(({ messageId }) => messageId);
    let at = 0;
    for await (const { id, body } of storedBodies(app, repeated)) {
      const content = this.#repeats[at++]?.content;
      if (body === null || contentDigest(body) !== content) other.push(`repeat of ${id}`);
    }
    return { same: this.messages + this.repeats - other.length, other };
  }
}

const BATCH = 200;

/** The stored body of each message, in the order asked for; null where there is none. */
async function* storedBodies(app: AppUnderFuzz, ids: readonly string[]) {
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const stored = await readBodies(app, some);
    for (const id of some) yield { id, body: stored.get(id) ?? null };
  }
}

async function readBodies(
  { test, shopId }: AppUnderFuzz,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const keys = shopKeys(test.database, sealing([Buffer.alloc(32, 7)]));
  const key = await keys.of(shopId);
  const { rows } = await test.owner.query<{ id: string; content: Buffer }>(
    "SELECT id, content FROM message WHERE id = ANY($1::uuid[])",
    [ids],
  );
  return new Map(
    rows.map(({ id, content }) => {
      const { body } = openContent(key, { table: "message", shopId, id }, content);
      return [id, Buffer.from(body)];
    }),
  );
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}

/** Of what the body says once it is unpacked. */
function contentDigest(body: Buffer): string {
  const isPacked = body[0] === 0x1f && body[1] === 0x8b;
  if (!isPacked) return digest(body);
  try {
    return digest(gunzipSync(body));
  } catch {
    return digest(body);
  }
}
