import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { en } from "../../app/screens/i18n/en/index.ts";
import { AUDIT_AREAS } from "../../app/screens/settings/view.ts";

const APP = new URL("../../app/", import.meta.url);

/** Every action that some line of the app writes into the audit under a fixed name. */
const ACTIONS = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("prisma-client"))
  .flatMap((file) => [
    ...readFileSync(new URL(file, APP), "utf8").matchAll(/\baction(?::| =) "([a-z_]+\.[a-z_]+)"/g),
  ])
  .flatMap(([, action]) => (action === undefined ? [] : [action]));

describe("the audit log", () => {
  it("has words for everything that is written into it", () => {
    expect(ACTIONS.length).toBeGreaterThan(20);
    const words = Object.keys(en.settings.audit.action);
    expect(ACTIONS.filter((action) => !words.includes(action.replace(".", "_")))).toEqual([]);
  });

  it("shows everything in one of its areas", () => {
    const areas: readonly string[] = Object.values(AUDIT_AREAS).flat();
    expect(ACTIONS.filter((action) => !areas.includes(action.split(".")[0] ?? ""))).toEqual([]);
  });
});
