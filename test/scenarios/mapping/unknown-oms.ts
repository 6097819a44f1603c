import { createHmac } from "node:crypto";

/** A system that no preset knows: German names, a time without a zone, a status of its own. */
export function payloadOf(
  order: string,
  parcel: string,
  lines: readonly [string, number][],
): string {
  return JSON.stringify({
    Meldung: { Nr: `M-${parcel}`, Art: "VERSANDT", Zeit: "21.11.2026 03:30:00" },
    Auftrag: { Nummer: order, Kunde: { Name: "Ada Lovelace", EMail: "ada@example.com" } },
    Sendungen: [{ SendungsNr: parcel, Dienst: "DHL" }],
    Positionen: lines.map(([ArtNr, Menge]) => ({ ArtNr, Menge })),
  });
}

/** Sends it signed, as the merchant set the system up: HMAC-SHA256 in hexadecimal. */
export async function send(
  { url, secret }: { readonly url: string; readonly secret: string },
  body: string,
): Promise<number> {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-signature": signature };
  return (await fetch(url, { method: "POST", headers, body })).status;
}
