import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { postgresWorld } from "../contract/postgres-world.ts";
import { newMessage } from "../contract/world.ts";
import { freshDatabase } from "../postgres.ts";
import type { TestDatabase } from "../postgres.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

let database: TestDatabase;
let running: RunningApp | null = null;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

afterEach(async () => {
  running?.kill("SIGKILL");
  await running?.ended;
  running = null;
});

interface RunningApp {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code. */
  readonly ended: Promise<number | null>;
  readonly output: () => string;
}

/** The app as `npm start -- --role worker` runs it: a worker needs no built screens. */
function start(environment: Readonly<Record<string, string>> = {}): RunningApp {
  const child = spawn(process.execPath, ["app/server.ts", "--role", "worker"], {
    cwd: ROOT,
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "test",
      DATABASE_URL: database.url,
      HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"),
      SHOPIFY_API_KEY: "client-id",
      SHOPIFY_API_SECRET: "client-secret",
      SHOPIFY_APP_URL: "http://localhost:3000",
      HOST: "127.0.0.1",
      PORT: "0",
      ...environment,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  running = {
    kill: (signal) => child.kill(signal),
    ended: once(child, "exit").then(([code]) => code as number | null), // as Node documents it
    output: () => output,
  };
  return running;
}

async function portOf(app: RunningApp): Promise<number> {
  await expect.poll(() => app.output(), { timeout: 15_000 }).toContain("process.ready");
  return Number(/"port":(\d+)/.exec(app.output())?.[1]);
}

describe("a process of Handoff", () => {
  it("S70 starts, is ready, and ends with code 0 when it is told to stop", async () => {
    const app = start();
    const port = await portOf(app);
    const ready = await fetch(`http://127.0.0.1:${String(port)}/readyz`);
    expect(await ready.json()).toEqual({
      isReady: true,
      checks: { database: "ok", process: "ok" },
    });

    app.kill("SIGTERM");

    expect(await app.ended).toBe(0);
    expect(app.output()).toContain("process.stopped");
  });

  it("says all that is missing, and does not start", async () => {
    const app = start({ HANDOFF_KEY: "", SHOPIFY_API_KEY: "" });
    expect(await app.ended).toBe(1);
    expect(app.output()).toMatch(/HANDOFF_KEY is missing[\s\S]*SHOPIFY_API_KEY is missing/);
  });

  it("says whose turn it is when its port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo; // a TCP server's address is never a text

    const app = start({ PORT: String(port) });

    expect(await app.ended).toBe(1);
    expect(app.output()).toContain(`port ${String(port)} is taken`);
    other.close();
  });

  it("interprets what was recorded while nobody worked", async () => {
    const world = await postgresWorld(database);
    const message = newMessage(world, await world.newShop(), { key: "broken", body: "{" });
    await world.inbox.record([message]);
    const app = start();
    await portOf(app);

    const stateOf = async () => {
      const { rows } = await database.owner.query<{ state: string; reason_code: string }>(
        "SELECT state, reason_code FROM interpretation WHERE message_id = $1",
        [message.id],
      );
      return rows[0];
    };

    await expect
      .poll(stateOf, { timeout: 10_000 })
      .toEqual({ state: "quarantined", reason_code: "json_syntax" });
    app.kill("SIGTERM");
    expect(await app.ended).toBe(0);
  });
});
