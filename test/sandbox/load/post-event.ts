import { setTimeout as wait } from "node:timers/promises";
import { signedHeaders, type SignedEvent } from "../oms/sign.ts";
import type { ConnectedSource } from "../stack/app-client.ts";

/** Longer than any answer takes, as the strictest of senders wait. */
const PATIENCE_MILLISECONDS = 10_000;
/** Too many, or no room just now: what a sender comes again after. */
const COME_AGAIN: readonly number[] = [429, 503];

/** The status of the answer, or null where there was none in time. */
export async function postOnce(
  source: ConnectedSource,
  event: SignedEvent,
): Promise<number | null> {
  try {
    return (await post(source, event)).status;
  } catch {
    return null;
  }
}

/** Posts as a sender does: refused for now, it waits as long as it is told; throws on any other refusal. */
export async function postUntilTaken(source: ConnectedSource, event: SignedEvent): Promise<void> {
  for (;;) {
    const answer = await post(source, event);
    if (answer.status < 300) return;
    if (!COME_AGAIN.includes(answer.status)) {
      throw new Error(`${String(answer.status)}: ${answer.text}`);
    }
    await wait(answer.retryAfterSeconds * 1000);
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterSeconds: number;
}

async function post({ url, secret }: ConnectedSource, event: SignedEvent): Promise<Answer> {
  const key = { signing: "standard_webhooks", secret: secret ?? "" } as const;
  const headers = signedHeaders(event, key, new Date());
  headers.set("content-type", "application/json");
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const response = await fetch(url, { method: "POST", headers, body: event.body, signal });
  const retryAfterSeconds = Number(response.headers.get("retry-after") ?? 1);
  return { status: response.status, text: await response.text(), retryAfterSeconds };
}
