import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { watchEventLoop } from "../../app/adapters/system/event-loop-stalls.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as mapping from "../../app/routes/mapping.tsx";
import { HOSTILE_MAPPINGS } from "../domain/mapping/hostile-mappings.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const DOMAIN = "hostile.myshopify.com";
const BOUND_SECONDS = 0.05;

let app: ScreensApp;
let staff: Visitor;
let sourceId: string;

beforeAll(async () => {
  app = await startScreensApp();
  staff = visitor(await app.as(DOMAIN));
  const { made } = await bodyOf<{ made: NewSecret }>(staff.send(connect.action, SOURCE_FORM));
  sourceId = made.sourceId;
});

afterAll(() => app.close());

const { mapping: fields, statusMap } = genericJson;

function save(own: object) {
  const draft = JSON.stringify({ mapping: own, statusMap, basedOnVersion: 1 });
  return staff.send(mapping.action, { action: "save", draft }, { sourceId });
}

async function countDrafts(): Promise<number> {
  const { rows } = await app.database.owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM mapping_version WHERE published_at IS NULL",
  );
  return rows[0]?.count ?? 0;
}

describe("P11: where a mapping is saved", () => {
  it("every hostile one is refused with a reason and its place, and nothing is kept", async () => {
    expect(HOSTILE_MAPPINGS.length).toBeGreaterThanOrEqual(30);
    for (const [name, hostile] of HOSTILE_MAPPINGS) {
      const { status, body } = await save(hostile);
      expect({ name, status }).toEqual({ name, status: 422 });
      expect(body).toMatchObject({ done: "invalid" });
      const { problems } = body as { problems: { at: string; detail: string }[] }; // as just matched
      for (const { detail } of problems) expect(detail, name).not.toBe("");
    }
    expect(await countDrafts()).toBe(0);
  });

  it("one that is too dear for what the source really sends is refused, and the event loop does not feel it", async () => {
    const items = Array.from({ length: 900 }, (_, at) => ({ at, text: "a".repeat(300) }));
    await receive(app, { domain: DOMAIN, sourceId }, { order: { name: "#1" }, items });
    const dear = {
      ...fields,
      forEach: ["$.items[*]"],
      eventId: [{ from: "root", path: "$..*.*", then: [{ do: "upper" }] }],
    };
    const stalls = watchEventLoop();
    const { status, body } = await save(dear);
    expect(stalls.takeCpu()).toBeLessThan(BOUND_SECONDS);
    expect({ status, body }).toMatchObject({
      status: 422,
      body: {
        done: "invalid",
        problems: [{ at: "mapping", detail: expect.stringContaining("too many steps") as string }],
      },
    });
    expect(await countDrafts()).toBe(0);
  });

  it("and one that reads the same messages cheaply is kept", async () => {
    expect(await save(fields)).toMatchObject({ status: 200, body: { done: "saved" } });
    expect(await countDrafts()).toBe(1);
  });
});
