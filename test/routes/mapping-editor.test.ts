import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { HIDDEN } from "../../app/domain/payload/personal-data.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as messages from "../../app/routes/mapping-messages.ts";
import * as mapping from "../../app/routes/mapping.tsx";
import type { MappingEditorView, SentMessage } from "../../app/screens/mapping/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let sourceId: string;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  const form = { ...SOURCE_FORM, preset: "none", scheme: "hmac_sha256_hex" };
  const { made } = await bodyOf<{ made: NewSecret }>(mine.send(connect.action, form));
  sourceId = made.sourceId;
});

afterAll(() => app.close());

const open = async (who = mine) =>
  (
    await bodyOf<{ view: MappingEditorView }>(
      who.open(mapping.loader, `/sources/${sourceId}/mapping`, { sourceId }),
    )
  ).view;

const save = (draft: object) =>
  mine.send(mapping.action, { action: "save", draft: JSON.stringify(draft) }, { sourceId });

const { mapping: fields, statusMap } = genericJson;
const DRAFT = { mapping: fields, statusMap, basedOnVersion: null };

describe("the mapping editor of a source without a preset", () => {
  it("begins with nothing, and then with the first message, personal data hidden", async () => {
    expect(await open()).toMatchObject({ live: null, draft: null, messages: [], first: null });
    const payload = { ...SHIPPED, customer: { name: "Ada Lovelace" } };
    const messageId = await receive(app, { domain: DOMAIN, sourceId }, payload);
    const view = await open();
    expect(view.messages).toMatchObject([{ id: messageId, state: "quarantined" }]);
    const text = JSON.stringify(view.first);
    expect(text).toContain(HIDDEN);
    expect(text).not.toContain("Lovelace");
    const query = new URLSearchParams({ ids: messageId, format: "json" });
    const sent = await bodyOf<{ messages: SentMessage[] }>(
      mine.open(messages.loader, `/?${query.toString()}`, { sourceId }),
    );
    expect(JSON.stringify(sent)).not.toContain("Lovelace");
  });

  it("shows personal data to whoever says why, and writes that down", async () => {
    const [message] = (await open()).messages;
    const asked = { action: "reveal", messageId: message?.id ?? "", format: "json" };
    expect(await mine.send(mapping.action, { ...asked, reason: "" }, { sourceId })).toMatchObject({
      status: 422,
    });
    const reason = "The name decides which order it is";
    const shown = await mine.send(mapping.action, { ...asked, reason }, { sourceId });
    expect(shown.status).toBe(200);
    expect(JSON.stringify(shown.body)).toContain("Lovelace");
    const { rows } = await app.database.owner.query<{ detail: unknown }>(
      "SELECT detail FROM audit_entry WHERE action = 'payload.revealed'",
    );
    expect(rows).toEqual([{ detail: { reason } }]);
  });

  it("keeps a draft, finished or not, which changes nothing that is in force", async () => {
    const unfinished = { ...fields, order: [] };
    expect(await save({ ...DRAFT, mapping: unfinished, basedOnDraft: null })).toMatchObject({
      status: 200,
      body: { done: "saved", version: 1 },
    });
    const view = await open();
    expect(view.live).toBeNull();
    expect(view.draft).toMatchObject({ mapping: { order: [] }, savedBy: "staff 7" });
  });

  it("tells whoever saves later that somebody else saved, and keeps what was saved", async () => {
    const { draft } = await open();
    const theirsSaved = await save({ ...DRAFT, basedOnDraft: draft?.id });
    expect(theirsSaved.status).toBe(200);
    const late = { ...DRAFT, mapping: { ...fields, zone: "UTC" } };
    expect(await save({ ...late, basedOnDraft: draft?.id })).toMatchObject({
      status: 409,
      body: { done: "outdated", savedBy: "staff 7" },
    });
    expect((await open()).draft?.mapping).toEqual(fields);
    expect(await save(late)).toMatchObject({ status: 200 });
    expect((await open()).draft?.mapping.zone).toBe("UTC");
  });

  it("refuses a hostile draft with the place of the mistake", async () => {
    const hostile = { ...fields, eventId: [{ from: "item", path: "$..a..b" }] };
    expect(await save({ ...DRAFT, mapping: hostile })).toMatchObject({
      status: 422,
      body: { done: "invalid", problems: [{ at: "eventId[0].path" }] },
    });
    expect(await save({ mapping: 1 })).toMatchObject({ status: 422 });
  });

  it("T1: is not there for another shop", async () => {
    const [message] = (await open()).messages;
    const query = new URLSearchParams({ ids: message?.id ?? "", format: "json" });
    const form = { action: "save", draft: JSON.stringify(DRAFT) };
    const asked = [
      theirs.open(mapping.loader, "/", { sourceId }),
      theirs.send(mapping.action, form, { sourceId }),
      theirs.send(mapping.action, { action: "discard" }, { sourceId }),
    ];
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(404);
    const read = await bodyOf<{ messages: unknown[] }>(
      theirs.open(messages.loader, `/?${query.toString()}`, { sourceId }),
    );
    expect(read.messages).toEqual([]);
  });

  it("gives up a draft; a published mapping can never be deleted", async () => {
    expect(await mine.send(mapping.action, { action: "discard" }, { sourceId })).toMatchObject({
      status: 200,
    });
    expect((await open()).draft).toBeNull();
    await save(DRAFT);
    const shop = await app.database.adapter.shops.find(DOMAIN);
    const by = { shopId: shop?.id ?? "", actor: "staff 7" };
    await app.database.adapter.sources.publishMapping(by, { sourceId, mapping: fields, statusMap });
    const gone = await app.database.database.forShop(by.shopId, (sql) =>
      sql.execute("DELETE FROM mapping_version WHERE source_id = $1", [sourceId]),
    );
    expect(gone).toBe(1);
    expect((await open()).live).toMatchObject({ version: 2 });
  });
});
