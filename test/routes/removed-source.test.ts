import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as audit from "../../app/routes/audit.tsx";
import * as connect from "../../app/routes/connect-source.tsx";
import * as mapping from "../../app/routes/mapping.tsx";
import * as message from "../../app/routes/message.tsx";
import * as polling from "../../app/routes/polling.tsx";
import * as source from "../../app/routes/source.tsx";
import * as sources from "../../app/routes/sources.tsx";
import * as statuses from "../../app/routes/statuses.tsx";
import type { MessageDetail } from "../../app/screens/messages/view.ts";
import type { AuditEntryView } from "../../app/screens/settings/view.ts";
import type { RemovedSource, SourceDetail, SourceSummary } from "../../app/screens/sources/view.ts";
import { eventually } from "../contract/world.ts";
import { startFront, type TestFront } from "./front-for-test.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";
import { signed } from "./signed.ts";

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;
let front: TestFront;
let mine: Visitor;

beforeAll(async () => {
  app = await startScreensApp();
  const { endpoints, inbox } = app.database.adapter;
  front = await startFront({ endpoints, inbox });
  mine = visitor(await app.as(DOMAIN));
});

afterAll(async () => {
  await front.close();
  await app.close();
});

async function connected(name: string): Promise<NewSecret> {
  const form = { ...SOURCE_FORM, scheme: "standard_webhooks", name };
  return (await bodyOf<{ made: NewSecret }>(mine.send(connect.action, form))).made;
}

async function deliver({ url, secret }: Pick<NewSecret, "url" | "secret">, id: string) {
  const body = JSON.stringify({ ...SHIPPED, event_id: id });
  const answer = await fetch(`${front.url}${new URL(url).pathname}`, {
    method: "POST",
    body,
    headers: signed(body, { id, ...(secret === null ? {} : { secret }) }),
  });
  return { status: answer.status, text: await answer.text() };
}

function remove(sourceId: string) {
  return mine.send(source.action, { action: "remove" }, { sourceId });
}

describe("a source that is removed", () => {
  it("answers as an address that never was, and what it sent stays readable", async () => {
    const made = await connected("Old OMS");
    const { sourceId } = made;
    expect((await deliver(made, "live")).status).toBe(202);
    const messageId = await receive(app, { domain: DOMAIN, sourceId }, SHIPPED);

    expect(await remove(sourceId)).toMatchObject({ status: 200, body: { done: "remove" } });

    const never = { ...made, url: "https://handoff.example.com/webhooks/oms/never_was_one" };
    const answer = await eventually(
      () => deliver(made, "late"),
      ({ status }) => status !== 202,
    );
    expect(answer.status).toBe(404);
    expect(answer).toEqual(await deliver(never, "late"));

    const page = await bodyOf<{ source: SourceDetail | null; removed: RemovedSource | null }>(
      mine.open(source.loader, "/", { sourceId }),
    );
    expect(page).toMatchObject({ source: null, removed: { id: sourceId, name: "Old OMS" } });
    const kept = await bodyOf<{ message: MessageDetail }>(
      mine.open(message.loader, "/", { messageId }),
    );
    expect(kept.message).toMatchObject({ id: messageId, isSourceRemoved: true, isSigned: null });
    const list = await bodyOf<{ sources: readonly SourceSummary[] }>(mine.open(sources.loader));
    expect(list.sources.map(({ id }) => id)).not.toContain(sourceId);
  });

  it("takes no change any more, and leaves no secret behind", async () => {
    const { sourceId } = await connected("Short-lived OMS");
    await remove(sourceId);
    const refused = [
      remove(sourceId),
      mine.send(source.action, { action: "rotate" }, { sourceId }),
      mine.send(source.action, { action: "state", state: "active" }, { sourceId }),
      mine.open(mapping.loader, "/", { sourceId }),
      mine.open(statuses.loader, "/", { sourceId }),
      mine.open(polling.loader, "/", { sourceId }),
    ];
    for (const { status } of await Promise.all(refused)) expect(status).toBe(404);
    const { rows } = await app.database.owner.query<{ secrets: number }>(
      `SELECT count(*)::int AS secrets FROM signing_secret AS s
       WHERE NOT EXISTS (SELECT FROM endpoint AS e WHERE e.id = s.endpoint_id)`,
    );
    expect(rows[0]).toEqual({ secrets: 0 });
  });

  it("takes along what was refused at its door, sealed as it was kept", async () => {
    const made = await connected("Refused OMS");
    expect((await deliver({ url: made.url, secret: OTHER_SECRET }, "forged")).status).toBe(401);
    const kept = await eventually(
      () => rejectedOf(made.url),
      (count) => count > 0,
    );
    expect(kept).toBe(1);
    await remove(made.sourceId);
    expect(await rejectedOf(made.url)).toBe(0);
  });

  it("frees its name, and the audit says who removed it", async () => {
    const { sourceId } = await connected("Named OMS");
    await remove(sourceId);
    expect((await connected("Named OMS")).sourceId).not.toBe(sourceId);
    const { page } = await bodyOf<{ page: { rows: readonly AuditEntryView[] } }>(
      mine.open(audit.loader, "/settings/audit"),
    );
    expect(page.rows).toContainEqual(
      expect.objectContaining({ action: "source.removed", subject: sourceId, actor: "staff 7" }),
    );
  });

  it("has what waited in its pause read to its end", async () => {
    const { sourceId } = await connected("Paused OMS");
    await mine.send(source.action, { action: "state", state: "paused" }, { sourceId });
    const messageId = await receive(app, { domain: DOMAIN, sourceId }, SHIPPED);
    expect(await stateOf(messageId)).toBeNull();
    await remove(sourceId);
    await app.interpretAll();
    expect(await stateOf(messageId)).not.toBeNull();
  });
});

const OTHER_SECRET = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;

/** Deliveries to this address that were refused and kept; of an endpoint that is gone too. */
async function rejectedOf(url: string): Promise<number> {
  const key = new URL(url).pathname.split("/").at(-1) ?? "";
  const { rows } = await app.database.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM rejected_delivery AS r
     WHERE r.endpoint_id IN (SELECT id FROM endpoint WHERE key = $1)
        OR NOT EXISTS (SELECT FROM endpoint AS e WHERE e.id = r.endpoint_id)`,
    [key],
  );
  return rows[0]?.count ?? 0;
}

async function stateOf(messageId: string): Promise<string | null> {
  const { rows } = await app.database.owner.query<{ state: string }>(
    "SELECT state FROM interpretation WHERE message_id = $1",
    [messageId],
  );
  return rows[0]?.state ?? null;
}
