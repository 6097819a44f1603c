import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { openLoop } from "./open-loop.ts";
import type { OpenPlan } from "./plan.ts";
import { scheduleOf } from "./schedule.ts";

async function planAgainst(
  answer: (response: ServerResponse) => void,
  stages: OpenPlan["stages"],
): Promise<OpenPlan> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a text
  const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  return { port, paths: ["/"], secret, run: "t", bodyBytes: 300, stages, mostConnections: 100 };
}

it("each delivery is due once, at even distances within its stage", () => {
  const schedule = scheduleOf([
    { name: "ordinary", perSecond: 10, seconds: 1 },
    { name: "flood", perSecond: 1000, seconds: 2 },
  ]);

  expect(schedule.total).toBe(2010);
  expect([schedule.dueBy(0), schedule.dueBy(450), schedule.dueBy(999)]).toEqual([1, 5, 10]);
  expect([schedule.dueBy(1000), schedule.dueBy(1500), schedule.dueBy(9000)]).toEqual([
    11, 511, 2010,
  ]);
  expect([schedule.dueAt(9), schedule.dueAt(10), schedule.dueAt(510)]).toEqual([900, 1000, 1500]);
  expect([schedule.stageOf(9), schedule.stageOf(10)]).toEqual([0, 1]);
});

it("what is due is sent and counted in its stage, though nothing is answered for a while", async () => {
  const held: ServerResponse[] = [];
  let seen = 0;
  const plan = await planAgainst(
    (response) => {
      seen += 1;
      if (seen <= 50) held.push(response);
      else response.writeHead(503, { "retry-after": "5" }).end();
      if (seen === 150) for (const one of held) one.writeHead(202).end();
    },
    [
      { name: "first", perSecond: 200, seconds: 0.5 },
      { name: "second", perSecond: 400, seconds: 0.25 },
    ],
  );

  const { stages } = await openLoop(plan)();

  const [first, second] = stages;
  expect(first).toMatchObject({
    due: 100,
    sent: 100,
    accepted: 50,
    statuses: { 202: 50, 503: 50 },
  });
  expect(second).toMatchObject({ due: 100, sent: 100, accepted: 0, statuses: { 503: 100 } });
  expect([first?.unanswered, second?.unanswered, first?.givenUp, first?.withoutRetryAfter]).toEqual(
    [0, 0, 0, 0],
  );
  // The first that were held were due 600 ms before the 150th was.
  expect(first?.latencies.max).toBeGreaterThan(550);
});

it("where connections are short, the wait for one is part of the latency", async () => {
  const plan = await planAgainst(
    (response) => setTimeout(() => response.writeHead(202).end(), 100),
    [{ name: "all", perSecond: 100, seconds: 0.4 }],
  );

  const { stages, connections } = await openLoop({ ...plan, mostConnections: 5 })();

  expect(connections).toBe(5);
  expect(stages[0]).toMatchObject({ due: 40, sent: 40, accepted: 40, givenUp: 0 });
  // Five at a time need 800 ms for what was due within 400.
  expect(stages[0]?.latencies.max).toBeGreaterThan(400);
  expect(stages[0]?.lateness.max).toBeGreaterThan(300);
});
