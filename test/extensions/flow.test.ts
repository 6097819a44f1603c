import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { FLOW_ACTIONS, readFlowRequest } from "../../app/domain/flow/actions.ts";
import { FLOW_TRIGGERS, type FlowEvent, flowStart } from "../../app/domain/flow/triggers.ts";

const FOLDER = fileURLToPath(new URL("../../extensions/", import.meta.url));

interface Manifest {
  readonly extensions: readonly Readonly<Record<string, unknown>>[];
  readonly settings: { readonly fields: readonly Readonly<Record<string, unknown>>[] };
}

const REFERENCES = ["order_reference", "customer_reference", "product_reference"];
const TRIGGER_TYPES = ["boolean", "email", "single_line_text_field", "url", "number_decimal"];

function manifests(): readonly (readonly [folder: string, Manifest])[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "shared")
    .map(({ name }) => {
      const text = readFileSync(`${FOLDER}${name}/shopify.extension.toml`, "utf8");
      return [name, parse(text) as unknown as Manifest] as const; // each member is checked below
    });
}

const ofType = (type: string) =>
  manifests().filter(([, { extensions }]) => extensions[0]?.["type"] === type);

/** An event of which all is known. */
const EVENT: Omit<FlowEvent, "trigger"> = {
  orderName: "#1",
  orderId: "gid://shopify/Order/1",
  sourceName: "OMS",
  messageId: "m",
  code: "c",
  reason: "r",
  zone: "handling",
};

describe("triggers of Shopify Flow", () => {
  it("are as many as there are things to tell", () => {
    expect(
      ofType("flow_trigger")
        .map(([handle]) => handle)
        .sort(),
    ).toEqual(Object.values(FLOW_TRIGGERS).sort());
  });

  it.each(ofType("flow_trigger"))("%s keeps Shopify's rules", (folder, manifest) => {
    expect(Object.keys(manifest).sort()).toEqual(["extensions", "settings"]);
    expect(manifest.extensions).toHaveLength(1);
    const [extension] = manifest.extensions;
    expect(Object.keys(extension ?? {}).sort()).toEqual(["description", "handle", "name", "type"]);
    expect(extension?.["handle"]).toBe(folder);
    expect(folder).toMatch(/^[a-z0-9-]{1,30}$/);
    for (const field of manifest.settings.fields) {
      const type = String(field["type"]);
      const isReference = REFERENCES.includes(type);
      expect(isReference || TRIGGER_TYPES.includes(type)).toBe(true);
      expect(Object.keys(field)).toEqual(isReference ? ["type"] : ["type", "key"]);
      if (!isReference) expect(field["key"]).toMatch(/^[a-zA-Z\s]+$/);
    }
  });

  it.each(Object.entries(FLOW_TRIGGERS))(
    "%s declares the fields that are sent",
    (trigger, handle) => {
      const { payload } = flowStart({ ...EVENT, trigger: trigger as FlowEvent["trigger"] }); // a key of the triggers
      const [, manifest] = manifests().find(([folder]) => folder === handle) ?? [];
      const declared = manifest?.settings.fields.map((field) =>
        typeof field["key"] === "string" ? field["key"] : "order_id",
      );
      expect(Object.keys(payload)).toEqual(declared);
    },
  );
});

const ACTION_TYPES = ["single_line_text_field", "multi_line_text_field", "number_integer"];

describe("actions of Shopify Flow", () => {
  it("are those that the app carries out", () => {
    expect(
      ofType("flow_action")
        .map(([handle]) => handle)
        .sort(),
    ).toEqual([...FLOW_ACTIONS].sort());
  });

  it.each(ofType("flow_action"))("%s keeps Shopify's rules", (folder, manifest) => {
    expect(manifest.extensions).toHaveLength(1);
    const [extension] = manifest.extensions;
    const keys = ["description", "handle", "name", "runtime_url", "type"];
    expect(Object.keys(extension ?? {}).sort()).toEqual(keys);
    expect(extension).toMatchObject({ handle: folder, runtime_url: `/flow/${folder}` });
    expect(extension?.["name"]).toMatch(/^[A-Z][a-z ]+$/);
    for (const field of manifest.settings.fields) {
      const isReference = REFERENCES.includes(String(field["type"]));
      expect(isReference || ACTION_TYPES.includes(String(field["type"]))).toBe(true);
      expect(Object.keys(field)).toEqual(
        isReference ? ["type", "required"] : ["type", "key", "name", "required"],
      );
    }
  });

  it.each(ofType("flow_action"))(
    "%s is understood with the fields that it declares",
    (handle, manifest) => {
      const uuid = "01234567-89ab-7def-8123-456789abcdef";
      const properties = Object.fromEntries(
        manifest.settings.fields.map(({ key }) =>
          typeof key === "string" ? [key, key === "message" ? uuid : "text"] : ["order_id", "12"],
        ),
      );
      const request = {
        shopify_domain: "acme.myshopify.com",
        action_run_id: "r",
        handle,
        properties,
      };
      expect(readFlowRequest(request)).toMatchObject({ runId: "r", step: { action: handle } });
    },
  );
});
