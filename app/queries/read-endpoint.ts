import type { Database } from "../adapters/postgres/database.ts";
import { keySetUrl, keySourceOf } from "../domain/signature/key-set.ts";
import type { ResponseContract } from "../domain/signature/response-contract.ts";
import type { SignatureScheme } from "../domain/signature/scheme.ts";
import { formOfSettings } from "../domain/source/endpoint-form.ts";
import { proofOf } from "../domain/source/preset-proof.ts";
import type { EndpointView } from "../screens/endpoint/view.ts";

interface EndpointRow {
  readonly name: string;
  readonly scheme: SignatureScheme;
  readonly response: ResponseContract;
  readonly strict_reject: boolean;
}

/** How a source's endpoint answers and is verified; null where the shop has no such source. */
export function readEndpoint(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<EndpointView | null> {
  return database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<EndpointRow>(
      `SELECT s.name, e.scheme, e.response, e.strict_reject FROM source AS s JOIN endpoint AS e ON e.source_id = s.id
       WHERE s.shop_id = $1 AND s.id = $2 ORDER BY e.id LIMIT 1`,
      [shopId, sourceId],
    );
    if (row === undefined) return null;
    const keys = keySourceOf(row.scheme);
    return {
      sourceId,
      sourceName: row.name,
      form: formOfSettings({
        response: row.response,
        strictReject: row.strict_reject,
        keySetUrl: keySetUrl(row.scheme) ?? "",
      }),
      proof: proofOf(row.scheme),
      keys: keys?.kind === "pem" ? keys.pems.length : 0,
    };
  });
}
