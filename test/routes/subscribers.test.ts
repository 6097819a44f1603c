import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NEW_SUBSCRIBER } from "../../app/domain/outgoing/subscriber-form.ts";
import * as add from "../../app/routes/add-subscriber.tsx";
import * as audit from "../../app/routes/audit.tsx";
import * as edit from "../../app/routes/edit-subscriber.tsx";
import * as detail from "../../app/routes/subscriber.tsx";
import * as list from "../../app/routes/subscribers.tsx";
import type { AuditEntryView } from "../../app/screens/settings/view.ts";
import type { SubscriberSummary, SubscriberView } from "../../app/screens/subscribers/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, type Visitor, visitor } from "./screens-client.ts";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let subscriberId = "";

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as("acme.myshopify.com"));
  theirs = visitor(await app.as("rival.myshopify.com"));
});
afterAll(() => app.close());

const FORM = { ...NEW_SUBSCRIBER, name: "Portal", url: "https://1.1.1.1/events" };

const send = (form: object) => mine.send(add.action, { form: JSON.stringify(form) });
const all = async (who: Visitor) =>
  (await bodyOf<{ subscribers: SubscriberSummary[] }>(who.open(list.loader))).subscribers;
const one = async (path = "/") =>
  (await bodyOf<{ subscriber: SubscriberView }>(mine.open(detail.loader, path, { subscriberId })))
    .subscriber;
const act = (fields: Record<string, string>) => mine.send(detail.action, fields, { subscriberId });

describe("subscribers of a shop", () => {
  it("S51: are added with a secret and a key that are told once and stored nowhere in the clear", async () => {
    expect(await all(mine)).toEqual([]);
    const { made } = await bodyOf<{ made: Record<string, string> }>(send(FORM));
    subscriberId = made["subscriberId"] ?? "";
    expect(made["secret"]).toMatch(/^whsec_/);
    expect(made["key"]).toMatch(/^hk_/);
    const { rows } = await app.database.owner.query("SELECT s::text AS row FROM subscriber AS s");
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(made["secret"]);
    expect(stored).not.toContain(made["key"]);
    expect(await all(mine)).toMatchObject([{ name: "Portal", host: "1.1.1.1", state: "active" }]);
    expect(await all(theirs)).toEqual([]);
  });

  it.each([
    ["a name that another has", { name: "portal" }, { name: "name_taken" }],
    ["no name", { name: "" }, { name: "required" }],
    ["an address inside the network", { url: "https://10.0.0.7/" }, { url: "url_not_allowed" }],
    ["an address without TLS", { url: "http://1.1.1.1/" }, { url: "url_invalid" }],
    [
      "a second address inside the network",
      { secondUrl: "https://10.0.0.7/" },
      { secondUrl: "url_not_allowed" },
    ],
    ["the same address twice", { secondUrl: FORM.url }, { secondUrl: "same_address" }],
    ["nothing to be told of", { eventTypes: [] }, { eventTypes: "required" }],
    [
      "a certificate that is none",
      { tls: "own_authority", authority: "x" },
      { authority: "pem_invalid" },
    ],
    ["a fingerprint that is none", { tls: "pinned" }, { fingerprint: "fingerprint_invalid" }],
  ])("S54: are refused with %s, beside the field", async (_what, part, errors) => {
    const { status, body } = await send({ ...FORM, name: "Other", ...part });
    expect(status).toBe(422);
    expect((body as { errors: object }).errors).toEqual(errors);
  });

  it("are tested, paused, resumed, changed, given new secrets and removed, all in the audit log", async () => {
    expect((await act({ action: "test" })).body).toEqual({ done: "tested" });
    const told = await one();
    expect(told).toMatchObject({ waiting: 1, failed: 0 });
    expect(told.deliveries.rows).toMatchObject([{ type: "test", state: "pending" }]);
    expect((await one("/?state=failed")).deliveries.rows).toEqual([]);
    expect((await one("/?state=odd&after=x")).deliveries.rows).toHaveLength(1);
    await act({ action: "pause" });
    expect((await one()).state).toBe("paused");
    await act({ action: "resume" });
    expect((await act({ action: "rotate" })).body).toMatchObject({ done: "rotated" });
    expect((await act({ action: "renew" })).body).toMatchObject({ done: "renewed" });
    expect((await act({ action: "again", deliveryId: told.deliveries.rows[0]?.id ?? "" })).body) //
      .toEqual({ done: "sent_again", count: 0 });
    const changed = { form: JSON.stringify({ ...FORM, url: "", format: "xml" }) };
    expect((await mine.send(edit.action, changed, { subscriberId })).status).toBe(200);
    expect(await one()).toMatchObject({ host: null, form: { format: "xml" }, waiting: 0 });
    expect((await one()).deliveries.rows).toMatchObject([{ state: "kept" }]);
    expect((await act({ action: "explode" })).status).toBe(422);
    const foreign = await theirs.send(detail.action, { action: "pause" }, { subscriberId });
    expect(foreign.status).toBe(404);
    await act({ action: "remove" });
    expect((await mine.open(detail.loader, "/", { subscriberId })).status).toBe(404);
    const { page } = await bodyOf<{ page: { rows: AuditEntryView[] } }>(mine.open(audit.loader));
    const actions = page.rows.map(({ action }) => action.replace("subscriber.", "")).reverse();
    expect(actions).toEqual([
      ...["shop.installed", "added", "tested", "paused", "resumed", "secret_rotated"],
      ...["key_renewed", "sent_again", "changed", "removed"],
    ]);
  });

  it("are ten at most", async () => {
    for (let count = 0; count < 10; count += 1) {
      expect((await send({ ...FORM, name: `Portal ${String(count)}` })).status).toBe(201);
    }
    expect((await send({ ...FORM, name: "One more" })).status).toBe(409);
  });
});
