import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { QueueForm } from "../../app/domain/queue/queue-form.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as queue from "../../app/routes/queue.tsx";
import * as source from "../../app/routes/source.tsx";
import type { QueueView } from "../../app/screens/queue/view.ts";
import type { SourceDetail } from "../../app/screens/sources/view.ts";
import { startSqs } from "../sandbox/sqs/start.ts";
import type { RunningSqs } from "../sandbox/sqs/start.ts";
import { startScreensApp } from "./screens-app.ts";
import type { ScreensApp } from "./screens-app.ts";
import { bodyOf, SOURCE_FORM, visitor } from "./screens-client.ts";
import type { Visitor } from "./screens-client.ts";

let app: ScreensApp;
let mine: Visitor;
let sqs: RunningSqs;
let made: NewSecret;
let count = 0;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as("mine.myshopify.com"));
  sqs = await startSqs();
  sqs.queue("orders");
});

afterAll(async () => {
  await sqs.close();
  await app.close();
});

beforeEach(async () => {
  count += 1;
  const form = { ...SOURCE_FORM, name: `Source ${String(count)}`, preset: "amazon-mcf" };
  made = (await bodyOf<{ made: NewSecret }>(mine.send(connect.action, form))).made;
});

const params = () => ({ sourceId: made.sourceId });
const save = (part: Partial<QueueForm> = {}) => {
  const { key, region } = sqs;
  const form = {
    url: sqs.urlOf("orders"),
    region,
    accessKeyId: key.id,
    secretAccessKey: key.secret,
  };
  const sent = JSON.stringify({ ...form, ...part });
  return mine.send(queue.action, { action: "save", queue: sent }, params());
};
const press = (action: string) => mine.send(queue.action, { action }, params());
const view = async () =>
  (await bodyOf<{ view: QueueView }>(mine.open(queue.loader, "/", params()))).view;
const card = async () =>
  (await bodyOf<{ source: SourceDetail }>(mine.open(source.loader, "/", params()))).source.queue;

describe("S65: the queue of a source", () => {
  it("is asked for where the system delivers in no other way", async () => {
    expect(made).toMatchObject({ needsQueue: true, secret: null });
    expect(await card()).toMatchObject({ state: "none", isNeeded: true });
  });

  it("leaves the webhook URL shut to what is not signed", async () => {
    const { scheme } = (
      await bodyOf<{ source: SourceDetail }>(mine.open(source.loader, "/", params()))
    ).source.endpoint;
    expect(scheme.kind).toBe("standard_webhooks");
  });

  it("is saved without ever showing the secret, which stays when it is left blank", async () => {
    expect(await save()).toMatchObject({ status: 200, body: { done: "saved" } });
    const { key } = sqs;
    expect(await view()).toMatchObject({ state: "off", entered: { accessKeyId: key.id } });
    expect(JSON.stringify(await view())).not.toContain(key.secret);
    expect(await save({ secretAccessKey: "" })).toMatchObject({ status: 200 });
    expect(await press("test")).toMatchObject({ body: { test: { kind: "fine", waiting: 0 } } });
  });

  it.each([
    [{ url: "orders" }, { url: "queue_url_invalid" }],
    [{ url: "https://10.0.0.1/1/orders" }, { url: "url_not_allowed" }],
    [{ url: "https://mq.example.com:22/1/orders" }, { url: "queue_url_invalid" }],
    [{ region: "" }, { region: "required" }],
    [{ secretAccessKey: "" }, { secretAccessKey: "required" }],
  ])("says beside the field what is wrong: %j", async (part, errors) => {
    expect(await save(part)).toMatchObject({ status: 422, body: { done: "refused", errors } });
    expect((await view()).state).toBe("none");
  });

  it("wants the secret again with another key", async () => {
    await save();
    expect(await save({ accessKeyId: "AKIAOTHER", secretAccessKey: "" })).toMatchObject({
      body: { errors: { secretAccessKey: "required" } },
    });
  });

  it("is tested in words that say what is wrong", async () => {
    await save({ secretAccessKey: "wrong" });
    expect(await press("test")).toMatchObject({
      status: 200,
      body: { test: { kind: "problem", problem: { code: "secret_wrong" } } },
    });
  });

  it("is turned on and off, and forgotten with its key", async () => {
    await save();
    expect(await press("on")).toMatchObject({ body: { done: "on" } });
    expect(await card()).toMatchObject({ state: "on" });
    expect(await press("off")).toMatchObject({ body: { done: "off" } });
    expect(await press("remove")).toMatchObject({ body: { done: "removed" } });
    expect(await view()).toMatchObject({ state: "none", entered: { url: "", accessKeyId: "" } });
    for (const action of ["on", "off", "test", "remove"]) {
      expect(await press(action)).toMatchObject({ status: 404 });
    }
  });

  it("is nobody else's", async () => {
    await save();
    const theirs = visitor(await app.as("theirs.myshopify.com"));
    expect(await theirs.open(queue.loader, "/", params())).toMatchObject({ status: 404 });
    for (const action of ["on", "test", "remove"]) {
      const answer = await theirs.send(queue.action, { action }, params());
      expect(answer).toMatchObject({ status: 404 });
    }
    expect((await view()).state).toBe("off");
  });

  it("refuses what it was never asked with", async () => {
    expect(await press("drain")).toMatchObject({ status: 422 });
    const sent = { action: "save", queue: "not JSON" };
    expect(await mine.send(queue.action, sent, params())).toMatchObject({
      status: 422,
      body: { errors: { form: "unexpected" } },
    });
  });
});
