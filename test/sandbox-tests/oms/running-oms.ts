import { setTimeout as wait } from "node:timers/promises";
import { startOmsSimulator } from "../../sandbox/oms/start.ts";
import { machineTime } from "../../sandbox/oms/time.ts";
import type { Receiver } from "./receiver.ts";
import { startReceiver } from "./receiver.ts";

/** An OMS with one connected account and one order, and what is needed to drive it. */
export interface Bench {
  readonly receiver: Receiver;
  call(method: string, path: string, body?: object): Promise<Answer>;
  account(): Promise<AccountView>;
  /** Waits until nothing is on its way. */
  settled(): Promise<AccountView>;
  readonly url: string;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface AccountView {
  readonly apiKey: string;
  readonly pending: number;
  readonly orders: readonly { id: string; status: string; version: number }[];
  readonly events: readonly {
    id: string;
    fate: string;
    body: string;
    attempts: readonly { number: number; responseCode: number | null; answer: string }[];
  }[];
}

export const SECRET = "c2lnbmluZyBzZWNyZXQgb2YgMzIgYnl0ZXMgbG9uZyE=";

export async function startBench(codes: readonly number[] = []): Promise<Bench> {
  const receiver = await startReceiver(codes);
  const oms = await startOmsSimulator({
    port: 0,
    time: machineTime(0.005),
    patience: { retryAfter: [1_000, 5_000, 30_000], timeout: 250 },
  });
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(new URL(path, oms.url), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const account = async (): Promise<AccountView> =>
    (await call("GET", "/control/accounts/demo")).body as unknown as AccountView;
  await call("POST", "/control/accounts", { id: "demo", locations: ["Main", "Outlet"] });
  await call("PUT", "/control/accounts/demo/webhook", {
    url: receiver.url,
    secret: SECRET,
    signing: "hmac_hex",
  });
  await call("POST", "/control/accounts/demo/orders", {
    name: "#1001",
    shopifyOrderId: "77",
    lines: [
      { sku: "MUG", title: "Mug", quantity: 2 },
      { sku: "TEE", title: "T-shirt", quantity: 1 },
    ],
  });
  return {
    receiver,
    url: oms.url,
    call,
    account,
    async settled() {
      const deadline = Date.now() + 5_000;
      for (;;) {
        const now = await account();
        if (now.pending === 0) return now;
        if (Date.now() > deadline) throw new Error("the OMS is still sending after 5 s");
        await wait(5);
      }
    },
    async close() {
      await oms.close();
      await receiver.close();
    },
  };
}
