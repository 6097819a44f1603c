import type { FrameLocator, Page } from "playwright-core";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import type { SeededStage } from "../seed/seeded-stage.ts";

/** What somebody at a screen sees and does. */
export interface Sight {
  readonly page: Page;
  readonly app: FrameLocator;
  readonly stage: SeededStage;
  /** The source that most messages come from. */
  readonly sourceId: string;
}

/** A state of a screen that no address alone leads to. */
export interface Act {
  readonly name: string;
  /** Where it begins, in the app. */
  readonly path: (sight: Sight) => string;
  /** Of the shop that has just installed the app. */
  readonly isInEmptyShop?: true;
  /** Ends once the screen shows what the picture is of. */
  readonly play: (sight: Sight) => Promise<void>;
}

const { shipped: _shipped, ...WITHOUT_SHIPPED } = genericJson.statusMap;
/** A draft that ships nothing any more. */
const WORSE = { mapping: genericJson.mapping, statusMap: WITHOUT_SHIPPED };

/** In this order: a draft is there before it is tested. */
export const ACTS: readonly Act[] = [
  {
    name: "source-connected",
    path: () => "/sources/new",
    isInEmptyShop: true,
    async play({ app }) {
      await app.getByLabel("Name").fill("Main OMS");
      await app.getByRole("button", { name: "Connect", exact: true }).click();
      await app.getByText("Copy these into Main OMS").waitFor();
    },
  },
  {
    name: "connect-refused",
    path: () => "/sources/new",
    async play({ app }) {
      await app.getByRole("button", { name: "Connect", exact: true }).click();
      await app.getByText("Fill this in.").waitFor();
    },
  },
  {
    name: "save-bar",
    path: () => "/settings",
    async play({ app, page }) {
      await app.getByLabel("Grace period in minutes", { exact: false }).fill("30");
      await page.getByRole("button", { name: "Save", exact: true }).waitFor();
    },
  },
  {
    name: "rotate-question",
    path: ({ sourceId }) => `/sources/${sourceId}`,
    async play({ app }) {
      await app.getByRole("button", { name: "Rotate secret" }).first().click();
      await app.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).waitFor();
    },
  },
  {
    name: "secret-shown-once",
    path: ({ sourceId }) => `/sources/${sourceId}`,
    async play({ app }) {
      await app.getByRole("button", { name: "Rotate secret" }).first().click();
      await app.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
      await app.getByRole("textbox", { name: "New signing secret" }).waitFor();
    },
  },
  {
    name: "messages-chosen",
    path: () => "/messages",
    async play({ app }) {
      await chooseAll(app);
    },
  },
  {
    name: "replay-notices",
    path: () => "/messages?state=applied",
    async play({ app }) {
      await chooseAll(app);
      await app.getByRole("button", { name: "Replay…" }).click();
      await app.getByText("Tell customers").first().waitFor();
    },
  },
  {
    name: "mapping-draft",
    path: ({ sourceId }) => `/sources/${sourceId}/mapping`,
    async play({ app, page }) {
      const chooser = page.waitForEvent("filechooser");
      await app.getByRole("button", { name: "Import", exact: true }).click();
      const buffer = Buffer.from(JSON.stringify(WORSE));
      const file = { name: "draft.json", mimeType: "application/json", buffer };
      await (await chooser).setFiles(file);
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await app.getByText("Draft, saved by").waitFor();
    },
  },
  {
    name: "publish-regressions",
    path: ({ sourceId }) => `/sources/${sourceId}/publish`,
    async play({ app }) {
      await app.getByRole("button", { name: "Run backtest" }).click();
      await app.getByText("Makes something worse").waitFor();
    },
  },
  {
    name: "versions-with-draft",
    path: ({ sourceId }) => `/sources/${sourceId}/versions`,
    async play({ app }) {
      await app
        .getByRole("checkbox", { name: /^Compare/ })
        .first()
        .check();
      await app
        .getByRole("checkbox", { name: /^Compare/ })
        .nth(1)
        .check();
      await app.getByText("From Version 1").waitFor();
    },
  },
  {
    name: "polling-in-trouble",
    path: ({ sourceId }) => `/sources/${sourceId}/polling`,
    async play({ app, page, stage, sourceId }) {
      const detail = "The source refused the credentials (401). Enter valid ones.";
      await stage.owner.query(
        "UPDATE poller SET state = 'paused', failures = 3, problem = $2, next_poll_at = NULL WHERE source_id = $1",
        [sourceId, JSON.stringify({ code: "auth_failed", detail })],
      );
      await page.reload();
      await app.getByText("The last poll failed").first().waitFor();
    },
  },
];

/** Every message of the page that is shown. */
async function chooseAll(app: FrameLocator): Promise<void> {
  await app.getByRole("row").nth(5).waitFor();
  await app
    .getByRole("checkbox", { name: /Select all/ })
    .first()
    .check();
  await app.getByRole("button", { name: "Replay…" }).waitFor();
}
