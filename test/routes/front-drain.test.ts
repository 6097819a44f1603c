import { Agent, request } from "node:http";
import { expect, it } from "vitest";
import { drain } from "../../app/server/drain.ts";
import { startFront } from "./front-for-test.ts";
import type { TestFront } from "./front-for-test.ts";
import { ENDPOINT, plainEndpoints, plainInbox } from "./plain-ports.ts";
import { signed } from "./signed.ts";

const SENDERS = 8;

it("S73 a process that leaves under load fails no delivery that a balancer gave it", async () => {
  const inbox = plainInbox();
  const endpoints = plainEndpoints({ endpoint_key: ENDPOINT });
  const front = await startFront({ endpoints, inbox, endpointBurst: 1_000_000 });
  const balancer = watchReadiness(front);
  const agent = new Agent({ keepAlive: true });
  const statuses: number[] = [];
  let count = 0;

  async function sendWhileIn(): Promise<void> {
    while (balancer.isIn()) {
      count += 1;
      statuses.push(await deliver(front.port, agent, `msg_${String(count)}`));
    }
  }
  const senders = Array.from({ length: SENDERS }, sendWhileIn);
  await expect.poll(() => statuses.length).toBeGreaterThan(100);

  await drain(front.server, front.readiness, 1);
  await Promise.all([...senders, balancer.ended]);

  expect(new Set(statuses)).toEqual(new Set([202]));
  expect(inbox.messages).toHaveLength(statuses.length);
  agent.destroy();
});

/** Takes the process out at its first answer that it is not ready, as a balancer does. */
function watchReadiness({ url }: TestFront) {
  let isIn = true;
  async function watch(): Promise<void> {
    while (isIn) {
      const { ok } = await fetch(`${url}/readyz`);
      isIn = ok;
    }
  }
  return { isIn: () => isIn, ended: watch() };
}

function deliver(port: number, agent: Agent, id: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const path = "/webhooks/oms/endpoint_key";
    const headers = signed("{}", { id });
    const sent = request({ port, agent, path, headers, method: "POST" }, (answer) => {
      answer.resume();
      answer.on("end", () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    sent.on("error", reject);
    sent.end("{}");
  });
}
