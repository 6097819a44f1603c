import type { Alert } from "../../pipeline/ports.ts";

/** The JSON of an alert: codes for programs, text for people. */
export function webhookBody({ id, what, shop, at, condition, text, url }: Alert): string {
  return JSON.stringify({
    id,
    type: `alert.${what}`,
    timestamp: at,
    shop,
    kind: condition?.kind ?? "test",
    zone: condition?.zone ?? null,
    title: text.title,
    text: text.lines.join("\n"),
    url,
  });
}
