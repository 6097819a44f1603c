import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import type { WebhookTarget } from "../store/world.ts";
import { readUiExtensions, type UiExtension } from "../extensions/ui-extensions.ts";
import { type FlowExtension, readFlowExtensions } from "./flow-extensions.ts";

interface AppToml {
  readonly name: string;
  readonly handle: string;
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly webhooks: readonly WebhookTarget[];
  readonly webhookApiVersion: string;
  readonly flow: readonly FlowExtension[];
  readonly ui: readonly UiExtension[];
}

type Table = Readonly<Record<string, unknown>>;

/** What Shopify would learn at deploy from the app's TOML and its extensions: scopes, webhook subscriptions, Flow, and what is shown where. */
export function readAppToml(path: string): AppToml {
  const toml: Table = parse(readFileSync(path, "utf8"));
  const scopes = table(toml["access_scopes"]);
  const webhooks = table(toml["webhooks"]);
  const name = text(toml["name"]) ?? "Handoff";
  const extensions = join(dirname(path), "extensions");
  return {
    name,
    handle: text(toml["handle"]) ?? name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    scopes: [...words(scopes["scopes"]), ...list(scopes["required_scopes"])],
    optionalScopes: list(scopes["optional_scopes"]),
    webhooks: tables(webhooks["subscriptions"]).flatMap(targetsOf),
    webhookApiVersion: text(webhooks["api_version"]) ?? "2026-10",
    flow: readFlowExtensions(extensions),
    ui: readUiExtensions(extensions),
  };
}

function targetsOf(subscription: Table): WebhookTarget[] {
  const topics = [...list(subscription["topics"]), ...list(subscription["compliance_topics"])];
  const includeFields = list(subscription["include_fields"]);
  const uri = text(subscription["uri"]) ?? "/";
  return topics.map((topic) => ({
    topic,
    uri,
    includeFields: includeFields.length > 0 ? includeFields : null,
  }));
}

function table(value: unknown): Table {
  return typeof value === "object" && value !== null ? (value as Table) : {};
}

function tables(value: unknown): Table[] {
  return Array.isArray(value) ? value.map(table) : [];
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function words(value: unknown): string[] {
  return (text(value) ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
