import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as access from "../../app/routes/access.tsx";
import { newAccessForm } from "../../app/domain/source/access-form.ts";
import * as endpoint from "../../app/routes/endpoint.tsx";
import * as arrivals from "../../app/routes/arrivals.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as home from "../../app/routes/home.tsx";
import * as message from "../../app/routes/message.tsx";
import * as messages from "../../app/routes/messages.tsx";
import * as order from "../../app/routes/order.tsx";
import * as orders from "../../app/routes/orders.tsx";
import * as queue from "../../app/routes/queue.tsx";
import * as source from "../../app/routes/source.tsx";
import * as statuses from "../../app/routes/statuses.tsx";
import * as sources from "../../app/routes/sources.tsx";
import type { MessageSummary, Page } from "../../app/screens/messages/view.ts";
import type { OrderSummary } from "../../app/screens/orders/view.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const ACCESS = JSON.stringify({
  ...newAccessForm(null),
  baseUrl: "http://127.0.0.1:9",
  auth: "none",
});

const ANSWER = {
  status: "200",
  body: "own",
  text: "",
  contentType: "application/json",
  unreadable: "accept",
  publicKeys: "",
  keySetUrl: "",
};

const QUEUE = JSON.stringify({
  url: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
  region: "",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "secret",
});

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let made: NewSecret;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  made = (await bodyOf<{ made: NewSecret }>(mine.send(connect.action, SOURCE_FORM))).made;
  await receive(app, { domain: DOMAIN, sourceId: made.sourceId }, SHIPPED);
});

afterAll(() => app.close());

describe("T1: another shop's things are not there", () => {
  it("for every screen and every action, with the same answer as for nothing at all", async () => {
    const list = await bodyOf<{ page: Page<MessageSummary> }>(
      mine.open(messages.loader, "/messages"),
    );
    const records = await bodyOf<{ page: Page<OrderSummary> }>(mine.open(orders.loader, "/orders"));
    const messageId = list.page.rows[0]?.id ?? "";
    const orderRecordId = records.page.rows[0]?.id ?? "";
    const { sourceId } = made;
    const asked = [
      theirs.open(source.loader, "/", { sourceId }),
      theirs.open(message.loader, "/", { messageId }),
      theirs.open(order.loader, "/", { orderRecordId }),
      theirs.send(message.action, { action: "replay" }, { messageId }),
      theirs.send(order.action, { action: "look" }, { orderRecordId }),
      theirs.send(source.action, { action: "rotate" }, { sourceId }),
      theirs.send(source.action, { action: "test" }, { sourceId }),
      theirs.send(source.action, { action: "remove" }, { sourceId }),
      theirs.open(statuses.loader, "/", { sourceId }),
      theirs.open(access.loader, "/", { sourceId }),
      theirs.open(endpoint.loader, "/", { sourceId }),
      theirs.send(endpoint.action, ANSWER, { sourceId }),
      theirs.send(access.action, { action: "remove" }, { sourceId }),
      theirs.send(access.action, { action: "save", access: ACCESS }, { sourceId }),
      theirs.send(access.action, { action: "try", access: ACCESS }, { sourceId }),
      theirs.open(queue.loader, "/", { sourceId }),
      theirs.send(queue.action, { action: "save", queue: QUEUE }, { sourceId }),
      theirs.send(queue.action, { action: "on" }, { sourceId }),
      theirs.send(queue.action, { action: "test" }, { sourceId }),
      theirs.send(statuses.action, { action: "save", basedOn: "2", rows: "[]" }, { sourceId }),
      theirs.send(statuses.action, { action: "replay", status: "shipped" }, { sourceId }),
      theirs.send(
        statuses.action,
        { action: "map-and-replay", status: "new", meaning: "shipped" },
        { sourceId },
      ),
      theirs.send(
        source.action,
        {
          action: "policy",
          policy: JSON.stringify({ missingTracking: "apply" }),
        },
        { sourceId },
      ),
      mine.open(message.loader, "/", { messageId: "no-id" }),
    ];
    for (const answer of await Promise.all(asked)) {
      expect(answer).toEqual({ status: 404, body: "not_found" });
    }
    expect(await theirs.open(arrivals.loader, "/", { sourceId })).toMatchObject({
      body: { arrival: null },
    });
    for (const [route, key] of [
      [messages.loader, "page"],
      [orders.loader, "page"],
      [sources.loader, "sources"],
    ] as const) {
      const path = `/?q=1001&source=${sourceId}`;
      const body = await bodyOf<Record<string, unknown>>(theirs.open(route, path));
      expect(JSON.stringify(body[key])).not.toContain(sourceId);
    }
  });
});

describe("W1: nobody comes in without a session token", () => {
  it("not to a screen, not with a form, and not with a forged token", async () => {
    const stranger = visitor(app.unauthenticated);
    const form = await stranger.send(connect.action, SOURCE_FORM);
    expect(form.status).toBe(302);
    const embedded = `/?embedded=1&shop=${DOMAIN}&host=YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvbWluZQ`;
    expect((await stranger.open(home.loader, embedded)).status).toBe(302);
    const forger = visitor(app.unauthenticated, { authorization: "Bearer e30.e30.e30" });
    expect((await forger.open(home.loader)).status).toBe(401);
    expect((await forger.send(connect.action, SOURCE_FORM)).status).toBe(401);
  });
});

describe("W9: who looked at personal data of a payload", () => {
  const reveal = { action: "reveal", reason: "The customer asks" };
  const written = async () =>
    (
      await app.database.owner.query<Record<string, unknown>>(
        "SELECT actor, subject, detail FROM audit_entry WHERE action = 'payload.revealed'",
      )
    ).rows;

  it("is written down with why; opening the message shows none and writes nothing", async () => {
    const list = await bodyOf<{ page: Page<MessageSummary> }>(mine.open(messages.loader));
    const messageId = list.page.rows[0]?.id ?? "";
    await mine.open(message.loader, "/", { messageId });
    expect(await written()).toEqual([]);
    const unexplained = { ...reveal, reason: "  x " };
    expect(await mine.send(message.action, unexplained, { messageId })).toMatchObject({
      status: 422,
    });
    expect(await mine.send(message.action, reveal, { messageId })).toMatchObject({ status: 200 });
    expect(await written()).toEqual([
      { actor: "staff 7", subject: messageId, detail: { reason: "The customer asks" } },
    ]);
  });
});
