import { afterAll, beforeAll, expect, it } from "vitest";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as mapping from "../../app/routes/mapping.tsx";
import * as publish from "../../app/routes/publish.tsx";
import * as statuses from "../../app/routes/statuses.tsx";
import type { MappingEditorView } from "../../app/screens/mapping/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;
let mine: Visitor;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
});

afterAll(() => app.close());

async function connected(name: string): Promise<string> {
  const { made } = await bodyOf<{ made: NewSecret }>(
    mine.send(connect.action, { ...SOURCE_FORM, name }),
  );
  return made.sourceId;
}

async function open(sourceId: string): Promise<MappingEditorView> {
  const page = mine.open(mapping.loader, `/sources/${sourceId}/mapping`, { sourceId });
  return (await bodyOf<{ view: MappingEditorView }>(page)).view;
}

const save = (sourceId: string, draft: object) =>
  mine.send(mapping.action, { action: "save", draft: JSON.stringify(draft) }, { sourceId });

const add = (sourceId: string, status: string, meaning: string) =>
  mine.send(statuses.action, { action: "map-and-replay", status, meaning }, { sourceId });

it("keeps a status that is added while a draft lies open: in force, and in the draft", async () => {
  const sourceId = await connected("With a draft");
  const { live } = await open(sourceId);
  if (live === null) throw new Error("a preset's mapping is in force");
  const draft = { mapping: { ...live.mapping, zone: "UTC" }, statusMap: live.statusMap };
  const begun = { ...draft, basedOnVersion: live.version, basedOnDraft: null };
  expect(await save(sourceId, begun)).toMatchObject({ status: 200 });
  const edited = (await open(sourceId)).draft;

  expect((await add(sourceId, "Handed over", "shipped")).status).toBe(200);

  const after = await open(sourceId);
  expect(after.live?.statusMap).toMatchObject({ "handed over": "shipped" });
  expect(after.draft?.statusMap).toEqual(after.live?.statusMap);
  expect(after.draft?.mapping.zone).toBe("UTC");
  // Whoever has the older draft open is told, instead of taking the status away again.
  expect(await save(sourceId, { ...begun, basedOnDraft: edited?.id })).toMatchObject({
    status: 409,
    body: { done: "outdated" },
  });

  const asked = { action: "publish", accepted: "[]" };
  expect((await mine.send(publish.action, asked, { sourceId })).status).toBeLessThan(400);
  const published = await open(sourceId);
  expect(published.live?.mapping.zone).toBe("UTC");
  expect(published.live?.statusMap).toMatchObject({ "handed over": "shipped" });
});

it("leaves alone what the draft itself says of the status", async () => {
  const sourceId = await connected("With its own meaning");
  const { live } = await open(sourceId);
  if (live === null) throw new Error("a preset's mapping is in force");
  const statusMap = { ...live.statusMap, "Handed Over": "in_transit" };
  const begun = { mapping: live.mapping, statusMap, basedOnVersion: live.version };
  expect(await save(sourceId, begun)).toMatchObject({ status: 200 });
  const before = (await open(sourceId)).draft;
  await add(sourceId, "handed over", "shipped");
  const { draft } = await open(sourceId);
  expect(draft).toMatchObject({ id: before?.id, statusMap });
});
