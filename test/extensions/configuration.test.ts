import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { BLOCKS } from "../../app/domain/plan/block.ts";
import { MILESTONES } from "../../app/domain/milestone.ts";
import { ZONES } from "../../app/domain/zone.ts";
import { EXTENSIONS } from "../sandbox/extension-bundle.ts";

const FOLDER = fileURLToPath(new URL("../../extensions/", import.meta.url));

const TARGETS = {
  "order-status": "customer-account.order-status.block.render",
  "thank-you": "purchase.thank-you.block.render",
  "order-block": "admin.order-details.block.render",
  "order-action": "admin.order-details.action.render",
} as const;

const LOCALES = ["en.default", "de"];
const KEYS = ["name", "handle", "type", "targeting", "metafields", "capabilities"];

interface Manifest {
  readonly api_version: string;
  readonly extensions: readonly {
    readonly name: string;
    readonly handle: string;
    readonly type: string;
    readonly uid?: string;
    readonly targeting: readonly { readonly module: string; readonly target: string }[];
    readonly capabilities?: Readonly<Record<string, boolean>>;
  }[];
}

function manifestOf(handle: string): Manifest {
  const text = readFileSync(`${FOLDER}${handle}/shopify.extension.toml`, "utf8");
  return parse(text) as unknown as Manifest; // each member is checked below
}

function textsOf(handle: string, locale: string): Readonly<Record<string, string>> {
  const text = readFileSync(`${FOLDER}${handle}/locales/${locale}.json`, "utf8");
  return flat(JSON.parse(text) as object);
}

function flat(texts: object, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "object" && value !== null
        ? Object.entries(flat(value, `${prefix}${key}.`))
        : [[`${prefix}${key}`, String(value)]],
    ),
  );
}

describe.each(EXTENSIONS)("the manifest of %s", (handle) => {
  const { api_version: version, extensions } = manifestOf(handle);
  const [extension] = extensions;

  it("names one extension of a version that Shopify still takes, with keys that it knows", () => {
    expect(version >= "2026-01" && /^\d{4}-(01|04|07|10)$/.test(version)).toBe(true);
    expect(extensions).toHaveLength(1);
    expect(extension).toMatchObject({ name: "t:name", handle, type: "ui_extension" });
    expect(Object.keys(extension ?? {}).filter((key) => !KEYS.includes(key))).toEqual([]);
    expect(handle.length).toBeLessThanOrEqual(50);
    expect(extension?.uid).toBeUndefined(); // the tool writes it at the first deployment
  });

  it("targets one place with a module that is there", () => {
    expect(extension?.targeting).toHaveLength(1);
    const [targeting] = extension?.targeting ?? [];
    expect(targeting?.target).toBe(TARGETS[handle]);
    expect(existsSync(`${FOLDER}${handle}/${targeting?.module ?? ""}`)).toBe(true);
  });

  it("asks for the network where it calls the app by its address, and only there", () => {
    const needs = !TARGETS[handle].startsWith("admin.");
    expect(extension?.capabilities?.["network_access"] ?? false).toBe(needs);
  });
});

describe.each(EXTENSIONS)("the texts of %s", (handle) => {
  it("are there in every language, with the same values put in", () => {
    expect(readdirSync(`${FOLDER}${handle}/locales`).sort()).toEqual(
      LOCALES.map((locale) => `${locale}.json`).sort(),
    );
    const english = textsOf(handle, "en.default");
    const german = textsOf(handle, "de");
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
    const put = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort().join();
    for (const [key, text] of Object.entries(english)) {
      expect([key, put(german[key] ?? "")]).toEqual([key, put(text)]);
      expect(german[key]).not.toBe("");
    }
  });

  it("say everything that the code asks for", () => {
    const english = Object.keys(textsOf(handle, "en.default"));
    const known = (key: string) =>
      english.some((one) => one === key || one.startsWith(`${key}.`) || one === `${key}.other`);
    for (const key of askedKeys(handle)) expect([key, known(key)]).toEqual([key, true]);
  });
});

/** Every literal key, and the beginning of each that is put together. */
function askedKeys(handle: string): readonly string[] {
  const folders = [`${FOLDER}${handle}/src`, `${FOLDER}shared/customer`];
  const files = folders
    .filter(
      (folder) =>
        !folder.endsWith("customer") ||
        !TARGETS[handle as keyof typeof TARGETS].startsWith("admin."),
    )
    .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`));
  return files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/translate\(\s*["`]([\w.]+?)\.?(?:["`]|\$\{)/g)].map(
      ([, key]) => key ?? "",
    ),
  );
}

describe("words of the domain", () => {
  it("are told to staff: every zone, block and milestone", () => {
    const texts = textsOf("order-block", "en.default");
    const wanted = [
      ...ZONES.map((zone) => `zone.${zone}`),
      ...Object.keys(BLOCKS).flatMap((code) => [
        `block.${code}.title`,
        `block.${code}.who`,
        `block.${code}.action`,
      ]),
      ...MILESTONES.map((milestone) => `milestone.${milestone}`),
    ];
    expect(wanted.filter((key) => texts[key] === undefined)).toEqual([]);
  });

  it.each(["order-status", "thank-you"])("are told to customers by %s, but for holds", (handle) => {
    const texts = textsOf(handle, "en.default");
    const untold = MILESTONES.filter((milestone) => texts[`milestone.${milestone}`] === undefined);
    expect(untold).toEqual(["on_hold"]);
  });
});
