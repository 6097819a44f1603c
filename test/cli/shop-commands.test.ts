import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runBundleWith } from "../../app/cli/bundle-command.ts";
import { runAny } from "../../app/cli/handoff.ts";
import { runDiagnose, runImportLogs, type ShopCommandParts } from "../../app/cli/shop-commands.ts";
import { runPathLog } from "../../app/cli/path-log-command.ts";
import { runVerifyLedger } from "../../app/cli/verify-ledger-command.ts";
import { instantOf, plusSeconds } from "../../app/domain/instant.ts";
import { leaseOf, learn, shippedUpdate, storefrontOrder } from "../contract/order-steps.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import type { World } from "../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";

let test: TestDatabase;
let world: World;
let parts: ShopCommandParts;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "handoff-logs-"));
  test = await freshDatabase();
  world = await postgresWorld(test);
  const source = await world.newShop();
  const now = instantOf(Date.now());
  parts = {
    database: test.database,
    now: plusSeconds(now, 7200),
    urlOf: (key) => `https://handoff.example.com/webhooks/oms/${key}`,
  };
  const update = shippedUpdate({ kind: "name", value: "#1001" }, { occurredAt: now });
  await learn(world, { ...source, via: "poll" }, [update]);
  const lease = await leaseOf(world);
  await world.orders.attach(lease, storefrontOrder(1001));
  await world.lanes.release(lease, { kind: "agreed", auditSeconds: null });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

function logFile(name: string, lines: readonly object[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join("\n"));
  return file;
}

describe("S1 S75: handoff on an installation", () => {
  it("diagnose tells zone, owner, what to do and the evidence", async () => {
    const { text, exitCode } = await runDiagnose(parts, "#1001", {});
    expect(exitCode).toBe(1);
    expect(text).toContain("zone: emission (never_triggered, likely)");
    expect(text).toContain("owner: The source's administrator");
    expect(text).toContain("by polling");
  });

  it("S7 S8: import-logs takes what a gateway saw, once, and the verdict moves to delivery", async () => {
    const at = plusSeconds(parts.now, -7000);
    const sent = { event_id: "evt_1", order: "#1001", status: "SHIPPED", at, code: 200 };
    const entered = { event_id: "evt_1", order: "#1001", at, kind: "entered" };
    const file = logFile("gateway.ndjson", [sent, entered]);
    expect(await runImportLogs(parts, file, {})).toEqual({
      text: "2 lines read, 2 new\n",
      exitCode: 0,
    });
    expect((await runImportLogs(parts, file, {})).text).toBe("2 lines read, 0 new\n");
    expect((await runDiagnose(parts, "#1001", {})).text).toContain(
      "zone: delivery (gateway_dropped",
    );
  });

  it("S17 S20: path-log exports what became of each event, with the first gap of its path", async () => {
    const at = plusSeconds(parts.now, -7000);
    const lost = { event_id: "evt_lost", order: "#1009", status: "SHIPPED", at, code: 503 };
    await runImportLogs(parts, logFile("lost.ndjson", [lost]), {});
    const { text, exitCode } = await runPathLog(parts, {});
    expect(exitCode).toBe(0);
    const [header, ...rows] = text
      .trim()
      .split("\r\n")
      .map((row) => row.slice(1, -1).split('","'));
    expect(header).toEqual([
      ...["source", "event_id", "order", "sent_at", "received_at", "acknowledged"],
      ...["via", "outcome", "error", "confirmed_at", "gap"],
    ]);
    const paths = rows.map((cells): Record<string, string> => {
      return Object.fromEntries(cells.map((cell, n) => [header?.[n] ?? "", cell]));
    });
    expect(paths).toMatchObject([
      { order: "#1001", via: "poll", outcome: "applied", error: "", gap: "" },
      { event_id: "evt_1", order: "#1001", sent_at: at, received_at: "", gap: "receipt" },
      { event_id: "evt_lost", order: "#1009", acknowledged: "no", received_at: "", gap: "receipt" },
    ]);
    await expect(runPathLog(parts, { days: "0" })).rejects.toThrow("--days");
  });

  it("S76: bundle prints what a ticket needs as JSON, and rerun comes to the same", async () => {
    const { keys } = test.adapter;
    const opening = { keys, unpack: ({ body }: { body: Uint8Array }) => Promise.resolve(body) };
    const appVersions = { handoff: "1", release: "test", node: "24", shopifyApi: "2026-10" };
    const { text } = await runBundleWith({ ...opening, appVersions }, parts, { order: "#1001" });
    expect(JSON.parse(text)).toMatchObject({
      format: "handoff-ticket",
      app: appVersions,
      orders: [
        {
          name: "#1001",
          orderId: "gid://shopify/Order/1001",
          ledgerCheck: { kind: "intact" },
        },
      ],
    });
    const file = path.join(folder, "bundle.json");
    writeFileSync(file, text);
    expect(await runAny(["rerun", "--bundle", file])).toEqual({
      text: "#1001: the same\n",
      exitCode: 0,
    });
  });

  it("names the lines that it leaves out", async () => {
    const { text, exitCode } = await runImportLogs(parts, logFile("bad.ndjson", [{ a: 1 }]), {});
    expect(text).toContain("line 1 is left out: it has no time");
    expect(exitCode).toBe(1);
  });

  it.each([
    ["an order that is not there", () => runDiagnose(parts, "#9999", {}), "no order #9999"],
    ["a shop that is not there", () => runDiagnose(parts, "#1001", { shop: "x" }), "The shop x"],
    ["a file that is not there", () => runImportLogs(parts, "/nowhere", {}), "cannot be read"],
    [
      "a source that is not there",
      () => runImportLogs(parts, "/nowhere", { source: "none" }),
      "no such source",
    ],
  ])("says what is wrong: %s", async (_name, call, words) => {
    await expect(call()).rejects.toThrow(words);
  });

  it("verify-ledger finds every ledger intact, and names the entry that was changed", async () => {
    expect(await runVerifyLedger(parts, undefined, {})).toEqual({
      text: "1 orders with 1 entries: 0 broken\n",
      exitCode: 0,
    });
    await test.owner.query("ALTER TABLE ledger_entry DISABLE TRIGGER USER");
    await test.owner.query("UPDATE ledger_entry SET milestone = 'delivered'");
    const { text, exitCode } = await runVerifyLedger(parts, "#1001", {});
    expect(text).toMatch(/1 broken\n#1001 \(.*\): entry 1 \(id \d+\) was changed/);
    expect(exitCode).toBe(1);
    const verdict = { kind: "broken", fault: "changed", position: 1 };
    expect(
      JSON.parse((await runVerifyLedger(parts, undefined, { json: true })).text),
    ).toMatchObject({ orders: 1, broken: 1, brokenLedgers: [{ name: "#1001", verdict }] });
    await expect(runVerifyLedger(parts, "#9999", {})).rejects.toThrow("no order #9999");
  });

  it("says how to call it", async () => {
    expect(await runAny(["diagnose"])).toMatchObject({ exitCode: 2 });
    expect((await runAny(["import-logs"])).text).toContain("takes one FILE");
    expect((await runAny(["presets"])).text).toContain("generic-json");
  });
});
