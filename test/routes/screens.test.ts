import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as arrivals from "../../app/routes/arrivals.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as home from "../../app/routes/home.tsx";
import * as message from "../../app/routes/message.tsx";
import * as messages from "../../app/routes/messages.tsx";
import * as order from "../../app/routes/order.tsx";
import * as orders from "../../app/routes/orders.tsx";
import * as publish from "../../app/routes/publish.tsx";
import * as source from "../../app/routes/source.tsx";
import * as statuses from "../../app/routes/statuses.tsx";
import type { HomeView } from "../../app/screens/home/view.ts";
import type { MessageDetail, MessageSummary, Page } from "../../app/screens/messages/view.ts";
import type { OrderDetail, OrderSummary } from "../../app/screens/orders/view.ts";
import { rowsOf } from "../../app/domain/mapping/status-lines.ts";
import type { StatusPage } from "../../app/screens/statuses/view.ts";
import { DEFAULT_POLICY } from "../../app/domain/plan/policy.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import type { SourceDetail } from "../../app/screens/sources/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let made: NewSecret;

const DOMAIN = "mine.myshopify.com";

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  made = (await bodyOf<{ made: NewSecret }>(mine.send(connect.action, SOURCE_FORM))).made;
});

afterAll(() => app.close());

describe("connecting a source", () => {
  it("tells its URL and, this once, its secret", () => {
    expect(made.url).toMatch(/^https:\/\/handoff\.example\.com\/webhooks\/oms\/[\w-]{32}$/);
    expect(made.secret).toMatch(/^whsec_/);
  });

  it("is refused beside the field that is wrong", async () => {
    const taken = await mine.send(connect.action, SOURCE_FORM);
    expect(taken).toMatchObject({ status: 422, body: { errors: { name: "name_taken" } } });
    const short = {
      ...SOURCE_FORM,
      name: "B",
      scheme: "hmac_sha256_hex",
      secretOwner: "theirs",
      secret: "short",
    };
    expect(await mine.send(connect.action, short)).toMatchObject({
      status: 422,
      body: { errors: { secret: "secret_invalid" } },
    });
    const header = { ...SOURCE_FORM, name: "B", scheme: "hmac_sha256_hex", header: "x sig\r\n" };
    expect(await mine.send(connect.action, header)).toMatchObject({
      status: 422,
      body: { errors: { header: "header_invalid" } },
    });
  });

  it("W8: a form with a field that we do not know is refused", async () => {
    const answer = await mine.send(connect.action, { ...SOURCE_FORM, name: "C", shopId: "x" });
    expect(answer).toMatchObject({ status: 422, body: { errors: { form: "unexpected" } } });
  });

  it("shows no secret anywhere again", async () => {
    const shown = await bodyOf(mine.open(source.loader, "/", { sourceId: made.sourceId }));
    expect(JSON.stringify(shown)).not.toContain(made.secret);
  });
});

describe("the policy of a source", () => {
  const params = () => ({ sourceId: made.sourceId });
  const send = (policy: unknown) =>
    mine.send(source.action, { action: "policy", policy: JSON.stringify(policy) }, params());
  const shown = async () =>
    (await bodyOf<{ source: SourceDetail }>(mine.open(source.loader, "/", params()))).source.policy;

  it("is saved whole", async () => {
    const policy = {
      ...DEFAULT_POLICY,
      notices: { ...DEFAULT_POLICY.notices, delivered: { youngerThanHours: 48 } },
      holds: "apply",
      trackingLinks: { UPS: "https://track.example/{number}" },
    };
    expect(await send(policy)).toMatchObject({ status: 200, body: { done: "policy" } });
    expect(await shown()).toEqual(policy);
    expect(await send(DEFAULT_POLICY)).toMatchObject({ status: 200 });
  });

  it("is refused beside the fields that are wrong, and stays as it was", async () => {
    const wrong = {
      notices: { shipped: { youngerThanHours: 0 } },
      trackingLinks: { UPS: "javascript:alert({number})" },
    };
    expect(await send(wrong)).toMatchObject({
      status: 422,
      body: {
        done: "refused",
        fields: {
          "policy.notices.shipped.youngerThanHours": "hours_invalid",
          "policy.trackingLinks.UPS": "link_invalid",
        },
      },
    });
    expect(await send({ unheardOf: true })).toMatchObject({ status: 422 });
    const text = { action: "policy", policy: "{" };
    expect(await mine.send(source.action, text, params())).toMatchObject({
      status: 422,
      body: { error: "unexpected", fields: { policy: "unexpected" } },
    });
    expect(await shown()).toEqual(DEFAULT_POLICY);
  });
});

describe("a test event", () => {
  it("goes signed through the endpoint, shows as arrived, and changes no order", async () => {
    const params = { sourceId: made.sourceId };
    const sent = await mine.send(source.action, { action: "test" }, params);
    expect(sent).toMatchObject({ status: 200, body: { done: "test", refusal: null } });
    const { rows } = await app.database.owner.query<{ detail: object }>(
      "SELECT detail FROM audit_entry WHERE action = 'source.tested' AND actor = 'staff 7'",
    );
    expect(rows).toEqual([{ detail: { outcome: "recorded" } }]);
    await app.interpretAll();
    const { arrival } = await bodyOf<{ arrival: unknown }>(mine.open(arrivals.loader, "/", params));
    expect(arrival).toMatchObject({ kind: "received", isTest: true });
    const { page } = await bodyOf<{ page: Page<OrderSummary> }>(
      mine.open(orders.loader, "/orders"),
    );
    expect(page.rows).toEqual([]);
  });

  it("may be sent twice: the second is no duplicate of the first", async () => {
    const params = { sourceId: made.sourceId };
    await mine.send(source.action, { action: "test" }, params);
    await app.interpretAll();
    const { page } = await bodyOf<{ page: Page<MessageSummary> }>(
      mine.open(messages.loader, "/messages"),
    );
    expect(page.rows.map(({ reason }) => reason.code)).toEqual(["test_event", "test_event"]);
  });
});

describe("messages and orders", () => {
  it("are found by order name, tracking number in any spelling, event id and message id", async () => {
    const id = await receive(app, { domain: DOMAIN, sourceId: made.sourceId }, SHIPPED);
    for (const query of ["#1001", "1001", "jd0001x", "JD 0001-X", id]) {
      const path = `/messages?q=${encodeURIComponent(query)}`;
      const { page } = await bodyOf<{ page: Page<MessageSummary> }>(
        mine.open(messages.loader, path),
      );
      expect(
        page.rows.map((row) => row.id),
        query,
      ).toEqual([id]);
    }
    const found = await bodyOf<{ page: Page<OrderSummary> }>(
      mine.open(orders.loader, "/orders?q=jd0001x"),
    );
    expect(found.page.rows).toMatchObject([{ name: "#1001", milestone: "shipped" }]);
  });

  it("show the order as the source tells it, with the ledger's way to the message", async () => {
    const { page } = await bodyOf<{ page: Page<OrderSummary> }>(
      mine.open(orders.loader, "/orders?q=1001"),
    );
    const orderRecordId = page.rows[0]?.id ?? "";
    const shown = await bodyOf<{ order: OrderDetail }>(
      mine.open(order.loader, "/", { orderRecordId }),
    );
    expect(shown.order.truth.shipments).toMatchObject([{ reference: "S1", milestone: "shipped" }]);
    expect(shown.order.ledger).toMatchObject([{ decision: "advanced", milestone: "shipped" }]);
    expect(shown.order.nextLook).not.toBeNull();
    const looked = await mine.send(order.action, { action: "look" }, { orderRecordId });
    expect(looked).toMatchObject({ status: 202 });
  });

  it("are paged both ways without gaps or repetitions", async () => {
    const made30 = [];
    for (let n = 0; n < 30; n += 1) {
      made30.push(
        await receive(
          app,
          { domain: DOMAIN, sourceId: made.sourceId },
          { ...SHIPPED, version: 2 + n, order: { name: `#2${String(n)}` }, status: "unheard of" },
        ),
      );
    }
    const newest = made30.toReversed();
    const path = "/messages?state=quarantined&reason=unmapped_status";
    const first = await bodyOf<{ page: Page<MessageSummary> }>(mine.open(messages.loader, path));
    expect(first.page.rows.map(({ id }) => id)).toEqual(newest.slice(0, 25));
    expect(first.page.before).toBeNull();
    const onward = `${path}&after=${first.page.after ?? ""}`;
    const second = await bodyOf<{ page: Page<MessageSummary> }>(mine.open(messages.loader, onward));
    expect(second.page.rows.map(({ id }) => id)).toEqual(newest.slice(25));
    expect(second.page.after).toBeNull();
    const backward = `${path}&before=${second.page.before ?? ""}`;
    const back = await bodyOf<{ page: Page<MessageSummary> }>(mine.open(messages.loader, backward));
    expect(back.page.rows).toEqual(first.page.rows);
  });
});

describe("an unmapped status", () => {
  it("is offered on the source, mapped as a new version, and gone from the problems once replayed", async () => {
    const params = { sourceId: made.sourceId };
    const before = await bodyOf<{ source: SourceDetail }>(mine.open(source.loader, "/", params));
    expect(before.source.unmappedStatuses).toEqual(["unheard of"]);
    const published = Object.entries(before.source.mapping?.statusMap ?? {});
    const rows = JSON.stringify([
      ...published.map(([status, meaning]) => ({ status, meaning })),
      { status: "Unheard  of", meaning: "ignore" },
    ]);
    const form = { action: "save", basedOn: "1", rows };
    expect(await mine.send(statuses.action, form, params)).toMatchObject({
      status: 200,
      body: { done: "published", version: 2 },
    });
    expect(await mine.send(statuses.action, form, params)).toMatchObject({
      status: 422,
      body: { error: "outdated" },
    });
    const stuck = await bodyOf<{ page: Page<MessageSummary> }>(
      mine.open(messages.loader, "/messages?state=quarantined"),
    );
    const messageId = stuck.page.rows[0]?.id ?? "";
    const { replay } = await bodyOf<{ replay: string }>(
      mine.send(message.action, { action: "replay" }, { messageId }),
    );
    await app.interpretAll();
    const shown = await bodyOf<{ message: MessageDetail }>(
      mine.open(message.loader, "/", { messageId: replay }),
    );
    expect(shown.message).toMatchObject({ via: "replay", replayOf: messageId, state: "unchanged" });
    const original = await bodyOf<{ message: MessageDetail }>(
      mine.open(message.loader, "/", { messageId }),
    );
    expect(original.message).toMatchObject({ state: "superseded", reason: { code: "replayed" } });
    expect(original.message.replays.map(({ id }) => id)).toEqual([replay]);
  });
});

describe("the overview", () => {
  it("counts what is stuck by its cause, and proves each step of the setup", async () => {
    const view = await bodyOf<HomeView>(mine.open(home.loader));
    expect(view.causes).toEqual([{ state: "quarantined", code: "unmapped_status", count: 29 }]);
    expect(view.setup.connected?.sourceName).toBe("Main OMS");
    expect(view.setup.unmappedStatuses).toBe(0);
    expect(view.history.hours).toHaveLength(24);
    expect(view.history.hours.at(-1)).toMatchObject({ failed: 29 });
    expect(view.history.hours.at(-1)?.received).toBe(34);
  });

  it("is empty for a shop that has nothing", async () => {
    const view = await bodyOf<HomeView>(theirs.open(home.loader));
    expect(view).toMatchObject({ causes: [], setup: { connected: null, received: null } });
  });
});

describe("S4: a source whose messages change", () => {
  const params = () => ({ sourceId: made.sourceId });
  const shape = async () =>
    (await bodyOf<{ source: SourceDetail }>(mine.open(source.loader, "/", params()))).source.shape;

  it("says what changed, in how many messages, and what the mapping reads of it, until that is accepted", async () => {
    const place = { domain: DOMAIN, sourceId: made.sourceId };
    expect((await shape()).drifts).toEqual([]);
    const { order: _, ...rest } = { ...SHIPPED, status: "shipped" };
    const odd = await receive(app, place, { ...rest, Order: { id: "7", name: "#1001" } });
    const { drifts } = await shape();
    expect(drifts).toMatchObject([
      {
        kind: "casing",
        at: "$.order",
        to: "$.Order",
        messages: 1,
        messageId: odd,
        finding: { kind: "casing", proposal: { change: "path" } },
      },
    ]);
    const form = { action: "accept-drift", via: "webhook", key: "casing $.order" };
    expect(await theirs.send(source.action, form, params())).toMatchObject({ status: 404 });
    expect(await mine.send(source.action, form, params())).toMatchObject({ status: 200 });
    expect((await shape()).drifts).toEqual([]);
  });
});

describe("a change of what a status in use means", () => {
  it("is kept as a draft to be tested, and counts no sooner", async () => {
    const params = { sourceId: made.sourceId };
    const before = await bodyOf<{ page: StatusPage }>(mine.open(statuses.loader, "/", params));
    const rows = rowsOf(before.page.lines).map((row) =>
      row.status === "shipped" ? { ...row, meaning: "delivered" } : row,
    );
    const form = {
      action: "save",
      basedOn: String(before.page.version),
      rows: JSON.stringify(rows),
    };
    const saved = await bodyOf<{ done: string; draftId: string }>(
      mine.send(statuses.action, form, params),
    );
    expect(saved.done).toBe("to_be_tested");
    const after = await bodyOf<{ page: StatusPage }>(mine.open(statuses.loader, "/", params));
    expect(after.page).toEqual(before.page);
    const path = `/sources/${made.sourceId}/publish?version=${saved.draftId}`;
    const { view } = await bodyOf<{ view: object | null }>(mine.open(publish.loader, path, params));
    expect(view).not.toBeNull();
  });
});

describe("S4: a message that the mapping cannot read any more", () => {
  it("shows what would mend the mapping, which goes into the draft with one click", async () => {
    const place = { domain: DOMAIN, sourceId: made.sourceId };
    const { order: _, ...rest } = SHIPPED;
    const messageId = await receive(app, place, { ...rest, Order: { id: "9", name: "#1009" } });
    const shown = await bodyOf<{ message: MessageDetail }>(
      mine.open(message.loader, "/", { messageId }),
    );
    expect(shown.message.reason.code).toBe("missing_order");
    const [finding] = shown.message.findings;
    expect(finding?.proposal).toMatchObject({ change: "path", to: "$.Order.name" });
    const { from = "", to = "" } = finding?.proposal?.change === "path" ? finding.proposal : {};
    const form = { action: "use-proposal", sourceId: made.sourceId, field: "order", from, to };
    expect(await theirs.send(message.action, form, { messageId })).toMatchObject({ status: 404 });
    const { body } = await mine.send(message.action, form, { messageId });
    const goesTo = body instanceof Response ? body.headers.get("location") : null;
    expect(goesTo).toBe(`/sources/${made.sourceId}/publish`);
    // It is there already now.
    expect(
      await mine.send(message.action, { ...form, from: "$.no.such" }, { messageId }),
    ).toMatchObject({
      status: 409,
    });
  });
});
