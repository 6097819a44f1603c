import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redactShops } from "../../app/worker/housekeeping.ts";
import * as audit from "../../app/routes/audit.tsx";
import * as connect from "../../app/routes/connect-source.tsx";
import * as settings from "../../app/routes/settings.tsx";
import * as source from "../../app/routes/source.tsx";
import type { AuditEntryView, SettingsView } from "../../app/screens/settings/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const MINE = "acme.myshopify.com";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let sourceId = "";

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(MINE));
  theirs = visitor(await app.as("rival.myshopify.com"));
  const connected = await bodyOf<{ made: { sourceId: string } }>(
    mine.send(connect.action, SOURCE_FORM),
  );
  sourceId = connected.made.sourceId;
});
afterAll(() => app.close());

const TAGS = { customReference: { kind: "tag", prefix: "oms-" }, retentionDays: 7 };
const DIAGNOSIS = { graceMinutes: 15, dueHours: 24, rates: null };
const save = (setting: object, diagnosis: object = DIAGNOSIS) =>
  mine.send(settings.action, {
    setting: JSON.stringify(setting),
    diagnosis: JSON.stringify(diagnosis),
  });
const saved = async (who: Visitor) =>
  (await bodyOf<{ settings: SettingsView }>(who.open(settings.loader))).settings;
const log = async (who: Visitor, path = "/settings/audit") =>
  (await bodyOf<{ page: { rows: AuditEntryView[] } }>(who.open(audit.loader, path))).page.rows;

describe("the settings of a shop", () => {
  it("are the installation's until somebody changes them, for this shop alone", async () => {
    expect((await saved(mine)).setting.retentionDays).toBeNull();
    expect((await save(TAGS)).status).toBe(200);
    expect((await saved(mine)).setting).toEqual(TAGS);
    expect((await saved(theirs)).setting.retentionDays).toBeNull();
  });

  it.each([
    ["more days than the installation keeps", { ...TAGS, retentionDays: 31 }],
    ["no days", { ...TAGS, retentionDays: 0 }],
    [
      "a metafield that Shopify cannot have",
      { ...TAGS, customReference: { kind: "metafield", namespace: "a b", key: "x" } },
    ],
    ["something that nobody asked for", { ...TAGS, isAdmin: true }],
  ])("refuse %s, and stay as they were", async (_what, setting) => {
    expect((await save(setting)).status).toBe(422);
    expect((await saved(mine)).setting).toEqual(TAGS);
  });

  const RATES = {
    currency: "EUR",
    minutesPerCorrection: 15,
    hourlyRate: 40,
    costPerContact: 5.5,
    contactsPerHundred: 20,
  };

  it("S48: hold how the diagnosis counts, by the merchant's own rates, and the change is in the audit log", async () => {
    const diagnosis = { graceMinutes: 30, dueHours: 8, rates: RATES };
    expect((await save(TAGS, diagnosis)).status).toBe(200);
    expect((await saved(mine)).diagnosis).toEqual(diagnosis);
    expect((await saved(theirs)).diagnosis).toEqual(DIAGNOSIS);
    expect((await log(mine))[0]).toMatchObject({
      action: "diagnosis.settings_changed",
      detail: diagnosis,
    });
    expect((await save(TAGS, diagnosis)).status).toBe(200);
    const changes = (await log(mine)).filter(({ action }) => action.startsWith("diagnosis"));
    expect(changes).toHaveLength(1);
  });

  it.each([
    ["no grace at all", { ...DIAGNOSIS, graceMinutes: 0 }],
    ["half an hour to mend", { ...DIAGNOSIS, dueHours: 0.5 }],
    ["a currency that is none", { ...DIAGNOSIS, rates: { ...RATES, currency: "euro" } }],
    ["a rate below nothing", { ...DIAGNOSIS, rates: { ...RATES, hourlyRate: -1 } }],
    ["rates that are not whole", { ...DIAGNOSIS, rates: { currency: "EUR" } }],
  ])("refuse %s, and stay as they were", async (_what, diagnosis) => {
    const before = await saved(mine);
    expect((await save(TAGS, diagnosis)).status).toBe(422);
    expect(await saved(mine)).toEqual(before);
  });

  it("blank what is older than the shop keeps, and nothing younger", async () => {
    const old = await receive(app, { domain: MINE, sourceId }, SHIPPED);
    const young = await receive(app, { domain: MINE, sourceId }, { ...SHIPPED, event_id: "e2" });
    const { owner, database } = app.database;
    await owner.query(
      "UPDATE message SET received_at = received_at - interval '8 days' WHERE id = $1",
      [old],
    );
    expect(await redactShops(database)).toBe(1);
    const { rows } = await owner.query<{ id: string; kept: boolean }>(
      "SELECT id, content IS NOT NULL AS kept FROM message ORDER BY id",
    );
    expect(rows).toEqual([
      { id: old, kept: false },
      { id: young, kept: true },
    ]);
  });
});

describe("the audit log", () => {
  it("says who did what, newest first, to this shop alone", async () => {
    await mine.send(source.action, { action: "state", state: "paused" }, { sourceId });
    const [newest, ...older] = await log(mine);
    expect(newest).toMatchObject({
      actor: "staff 7",
      action: "endpoint.changed",
      about: "Main OMS",
    });
    expect(older.find(({ action }) => action === "source.created")?.about).toBe("Main OMS");
    expect(older.map(({ action }) => action)).toContain("settings.changed");
    expect((await log(theirs)).map(({ action }) => action)).not.toContain("settings.changed");
  });

  it("is narrowed to one kind of change", async () => {
    const actions = (await log(mine, "/settings/audit?area=settings")).map(({ action }) => action);
    expect(new Set(actions)).toEqual(new Set(["settings.changed", "diagnosis.settings_changed"]));
  });
});
