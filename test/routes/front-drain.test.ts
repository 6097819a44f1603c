import { Agent, request } from "node:http";
import { connect } from "node:net";
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

  await drain(front, 1);
  await Promise.all([...senders, balancer.ended]);

  expect(new Set(statuses)).toEqual(new Set([202]));
  expect(inbox.messages).toHaveLength(statuses.length);
  agent.destroy();
});

it("S73 a process that leaves waits for no connection that says nothing, and for no body that stops", async () => {
  const inbox = plainInbox();
  const front = await startFront({ endpoints: plainEndpoints({ endpoint_key: ENDPOINT }), inbox });
  const silent = await opened(front.port, "");
  const dribbling = await opened(
    front.port,
    "POST /webhooks/oms/endpoint_key HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{",
  );

  await drain(front, 0);

  await Promise.all([silent.closed, dribbling.closed]);
  expect(inbox.messages).toEqual([]);
});

it("S73 a process that leaves finishes the answer that it has begun", async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const inbox = plainInbox(() => gate);
  const front = await startFront({ endpoints: plainEndpoints({ endpoint_key: ENDPOINT }), inbox });
  const agent = new Agent({ keepAlive: true });
  const answer = deliver(front.port, agent, "msg_1");
  await expect.poll(() => inbox.batches.length).toBe(1);

  const left = drain(front, 0);
  await expect.poll(() => front.server.listening).toBe(false);
  open();

  expect(await answer).toBe(202);
  await left;
  agent.destroy();
});

/** A connection on which this much was said, and no more. */
function opened(port: number, text: string): Promise<{ readonly closed: Promise<void> }> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      if (text !== "") socket.write(text);
      resolve({ closed });
    });
    socket.on("error", () => undefined).resume();
    const closed = new Promise<void>((end) => {
      socket.on("close", () => {
        end();
      });
    });
  });
}

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
