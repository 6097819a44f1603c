import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as connect from "../../app/routes/connect-source.tsx";
import type { Database } from "../../app/adapters/postgres/database.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { isOver } from "../../app/domain/run/run.ts";
import { readPublish } from "../../app/queries/read-publish.ts";
import * as mapping from "../../app/routes/mapping.tsx";
import * as messages from "../../app/routes/messages.tsx";
import * as polling from "../../app/routes/polling.tsx";
import * as publish from "../../app/routes/publish.tsx";
import * as run from "../../app/routes/run.tsx";
import * as versions from "../../app/routes/versions.tsx";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import type { VersionsView } from "../../app/screens/publish/view.ts";
import { simulatedOms } from "../domain/polling/definitions.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let sourceId: string;
let messageId: string;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  const { made } = await bodyOf<{ made: NewSecret }>(mine.send(connect.action, SOURCE_FORM));
  sourceId = made.sourceId;
  messageId = await receive(app, { domain: DOMAIN, sourceId }, SHIPPED);
});

afterAll(() => app.close());

const choose = (who: Visitor, ids: string) =>
  who.send(messages.action, { action: "replay", ids, search: "" });

/** The address that an action leads to. */
function leadsTo({ body }: { readonly body: unknown }): string {
  if (!(body instanceof Response)) throw new Error("it leads nowhere");
  return body.headers.get("location") ?? "";
}

describe("the messages chosen for a replay", () => {
  it("lead to what the replay would change, by hand or by the filter", async () => {
    for (const ids of [JSON.stringify([messageId]), "all"]) {
      const [, runId = ""] = leadsTo(await choose(mine, ids)).split("/runs/");
      expect(await bodyOf(mine.open(run.loader, "/", { runId }))).toMatchObject({
        run: { state: "queued", total: 1, summary: { kind: "replay_check" } },
        checked: null,
      });
      const early = { action: "replay", notices: "none", consent: "given" };
      expect(await mine.send(run.action, early, { runId })).toMatchObject({
        status: 409,
        body: { outcome: "check_again" },
      });
      expect(await mine.send(run.action, { action: "cancel" }, { runId })).toMatchObject({
        body: { outcome: "cancelled" },
      });
    }
  });

  it("are refused where there are none, or what was sent is no list of them", async () => {
    const none = JSON.stringify([app.database.ids.next()]);
    expect(await choose(mine, none)).toMatchObject({ status: 409, body: { why: "nothing" } });
    for (const ids of ["", "[", "[]", '["x"]', "{}"]) {
      expect(await choose(mine, ids)).toMatchObject({ status: 422, body: { why: "nothing" } });
    }
  });

  it("T1: are nobody else's", async () => {
    const ids = JSON.stringify([messageId]);
    expect(await choose(theirs, ids)).toMatchObject({ status: 409, body: { why: "nothing" } });
    const [, runId = ""] = leadsTo(await choose(mine, ids)).split("/runs/");
    const asked = [
      theirs.open(run.loader, "/", { runId }),
      theirs.send(run.action, { action: "cancel" }, { runId }),
      theirs.send(run.action, { action: "replay", notices: "none", consent: "given" }, { runId }),
      theirs.open(publish.loader, "/", { sourceId }),
      theirs.send(publish.action, { action: "backtest" }, { sourceId }),
      theirs.send(publish.action, { action: "cancel", runId }, { sourceId }),
      theirs.send(publish.action, { action: "publish", accepted: "[]" }, { sourceId }),
      theirs.open(versions.loader, "/", { sourceId }),
      mine.open(run.loader, "/", { runId: "no-id" }),
    ];
    for (const answer of await Promise.all(asked)) {
      expect(answer).toEqual({ status: 404, body: "not_found" });
    }
    expect(await theirs.send(versions.action, {}, { sourceId })).toMatchObject({ status: 409 });
  });
});

describe("what a backfill would bring", () => {
  const DAYS = { action: "backfill", from: "2026-11-01", to: "2026-11-02" };
  const START = { action: "backfill", notices: "recent", consent: "not_given" };

  /** As the worker leaves it. */
  const end = (runId: string, summary: object) =>
    app.database.owner.query(
      "UPDATE run SET state = 'done', ended_at = now(), summary = $2 WHERE id = $1",
      [runId, JSON.stringify(summary)],
    );

  async function look(): Promise<string> {
    const sent = await mine.send(polling.action, DAYS, { sourceId });
    return leadsTo(sent).split("/runs/")[1] ?? "";
  }

  it("is nothing to ask for before polling is set up", async () => {
    expect(await mine.send(polling.action, DAYS, { sourceId })).toMatchObject({ status: 404 });
    const definition = JSON.stringify(simulatedOms);
    const access = { baseUrl: "http://127.0.0.1:9", inputs: '{"api_key":"k"}', form: "{}" };
    const save = { action: "save", choice: "json", ...access, definition };
    expect(await mine.send(polling.action, save, { sourceId })).toMatchObject({ status: 200 });
  });

  it("is looked at first, and begins only with a yes to mails that nobody counted", async () => {
    const runId = await look();
    expect(await bodyOf(mine.open(run.loader, "/", { runId }))).toMatchObject({
      run: { state: "queued", summary: { kind: "backfill", isTrial: true } },
      checked: null,
    });
    expect(await mine.send(run.action, START, { runId })).toMatchObject({
      status: 409,
      body: { outcome: "check_again" },
    });
    const found = { orders: 4, differences: {}, mails: { live: 0, draft: 0 } };
    await end(runId, { isTrial: true, read: 9, fresh: 7, requests: 1, unseen: 3, found });
    expect(await bodyOf(mine.open(run.loader, "/", { runId }))).toMatchObject({
      checked: { mails: { none: { unseen: 0 }, recent: { all: 0, unseen: 3 } } },
    });
    expect(await mine.send(run.action, START, { runId })).toMatchObject({
      status: 409,
      body: { outcome: "consent_needed", mails: 0 },
    });
    const agreed = await mine.send(run.action, { ...START, consent: "given" }, { runId });
    const [, realId = ""] = leadsTo(agreed).split("/runs/");
    expect(await bodyOf(mine.open(run.loader, "/", { runId: realId }))).toMatchObject({
      run: { state: "queued", summary: { kind: "backfill", isTrial: false } },
      checked: null,
    });
    expect(await mine.send(run.action, START, { runId: realId })).toMatchObject({ status: 404 });
  });

  it("of a trial that counted no mails is shown, and begins nothing", async () => {
    const runId = await look();
    await app.database.owner.query(
      "UPDATE run SET parameters = parameters - 'rules' WHERE id = $1",
      [runId],
    );
    await end(runId, { isTrial: true, read: 9, fresh: 7, requests: 1 });
    expect(await bodyOf(mine.open(run.loader, "/", { runId }))).toMatchObject({ checked: null });
    expect(await mine.send(run.action, START, { runId })).toMatchObject({ status: 404 });
  });

  it("is nobody else's, and what no screen sends is refused", async () => {
    const runId = await look();
    for (const answer of await Promise.all([
      theirs.send(polling.action, DAYS, { sourceId }),
      theirs.send(run.action, START, { runId }),
      theirs.open(run.loader, "/", { runId }),
    ])) {
      expect(answer).toEqual({ status: 404, body: "not_found" });
    }
    for (const days of [
      { from: "", to: "" },
      { from: "2026-11-02", to: "2026-10-31" },
      { from: "0001-01-01", to: "9999-12-31" },
      { from: "9999-12-31", to: "9999-12-31" },
      { from: "0000-01-01", to: "0000-01-01" },
      { from: "2998-01-01", to: "2998-01-01" },
      { from: "2026-02-30", to: "2026-03-01" },
      { from: "2026-11-01T00:00:00Z", to: "2026-11-02" },
      { mode: "real" },
    ]) {
      const sent = await mine.send(polling.action, { ...DAYS, ...days }, { sourceId });
      expect(sent).toMatchObject({ status: 422, body: { done: "refused" } });
    }
    for (const choice of [{ notices: "all" }, { consent: "yes" }, { notices: "" }, { more: "x" }]) {
      const sent = await mine.send(run.action, { ...START, ...choice }, { runId });
      expect(sent).toMatchObject({ status: 422 });
    }
  });
});

describe("publishing", () => {
  it("says that there is no draft, and lists what is live", async () => {
    expect(await bodyOf(mine.open(publish.loader, "/", { sourceId }))).toMatchObject({
      view: null,
    });
    const { view } = await bodyOf<{ view: VersionsView }>(
      mine.open(versions.loader, "/", { sourceId }),
    );
    expect(view.versions).toMatchObject([{ version: 1, isDraft: false, messages: 1 }]);
    const path = `/?version=${view.versions[0]?.id ?? ""}`;
    expect(await bodyOf(mine.open(publish.loader, path, { sourceId }))).toMatchObject({
      view: { verdict: { verdict: "same" } },
    });
  });

  it("refuses what no screen sends", async () => {
    for (const accepted of ["", "{}", '["everything"]', "null"]) {
      const form = { action: "publish", accepted };
      expect(await mine.send(publish.action, form, { sourceId })).toMatchObject({ status: 422 });
    }
    for (const path of ["/?version=x&kind=nothing&after=", "/?after=%00", "/?kind=constructor"]) {
      expect((await mine.open(publish.loader, path, { sourceId })).status).toBe(200);
    }
  });

  it("never says that a backtest runs, and asks no more, where it ends while the screen is read", async () => {
    const { mapping: fields, statusMap } = genericJson;
    const draft = { mapping: fields, statusMap: { ...statusMap, shipped: "processing" } };
    const save = { action: "save", draft: JSON.stringify({ ...draft, basedOnVersion: null }) };
    expect((await mine.send(mapping.action, save, { sourceId })).status).toBe(200);
    await mine.send(publish.action, { action: "backtest" }, { sourceId });
    const { database, owner } = app.database;
    const { rows } = await owner.query<{ shop_id: string }>(
      "SELECT shop_id FROM source WHERE id = $1",
      [sourceId],
    );
    const endRun = "UPDATE run SET state = 'done' WHERE source_id = $1 AND kind = 'backtest'";
    const ending: Database = {
      ...database,
      forShop: (shopId, work) =>
        database.forShop(shopId, (sql) =>
          work({
            ...sql,
            async query(text, values) {
              const read = await sql.query(text, values);
              if (JSON.stringify(text).includes("FROM run")) await owner.query(endRun, [sourceId]);
              return read as never;
            },
          }),
        ),
    };
    const request = { shopId: rows[0]?.shop_id ?? "", sourceId, candidateId: null };
    const view = await readPublish(ending, request);
    if (view === null || view === "no_draft") throw new Error("there is a draft");
    const isAsking = view.backtest !== null && !isOver(view.backtest.run.state);
    const saysRunning = "because" in view.verdict && view.verdict.because === "running";
    expect(saysRunning && !isAsking).toBe(false);
  });
});
