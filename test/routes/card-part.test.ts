import { afterAll, beforeAll, expect, it } from "vitest";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as order from "../../app/routes/order.tsx";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, visitor } from "./screens-client.ts";

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;

beforeAll(async () => {
  app = await startScreensApp();
});

afterAll(() => app.close());

it("shows an order without its diagnosis where that cannot be read", async () => {
  const mine = visitor(await app.as(DOMAIN));
  const { made } = await bodyOf<{ made: NewSecret }>(mine.send(connect.action, SOURCE_FORM));
  await receive(app, { domain: DOMAIN, sourceId: made.sourceId }, SHIPPED);
  const { rows } = await app.database.owner.query<{ id: string }>("SELECT id FROM order_record");
  const params = { orderRecordId: rows[0]?.id ?? "" };
  const { owner } = app.database;
  await owner.query("ALTER TABLE diagnosis_setting RENAME TO diagnosis_setting_away");
  await owner.query("ALTER TABLE discrepancy RENAME TO discrepancy_away");
  const page = await bodyOf<{ order: { name: string }; diagnosis: unknown }>(
    mine.open(order.loader, "/", params),
  );
  await owner.query("ALTER TABLE discrepancy_away RENAME TO discrepancy");
  await owner.query("ALTER TABLE diagnosis_setting_away RENAME TO diagnosis_setting");
  expect(page).toMatchObject({ order: { name: "#1001" }, diagnosis: "failed" });
  const again = await bodyOf<{ diagnosis: object }>(mine.open(order.loader, "/", params));
  expect(again.diagnosis).toMatchObject({ orderName: "#1001" });
});
