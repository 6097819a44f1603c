import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";

/** A trigger or an action of Shopify Flow, as the app's extension declares it. */
export interface FlowExtension {
  readonly type: "flow_trigger" | "flow_action";
  readonly handle: string;
  readonly name: string;
  readonly description: string;
  /** Of an action: where runs are sent; null for a trigger. */
  readonly runtimeUrl: string | null;
  readonly fields: readonly FlowField[];
}

export interface FlowField {
  /** As payloads name it: `order_id` of an order reference. */
  readonly key: string;
  readonly name: string;
  readonly required: boolean;
}

type Table = Readonly<Record<string, unknown>>;

/** What Shopify would learn of Flow from the app's extensions at deploy. */
export function readFlowExtensions(folder: string): readonly FlowExtension[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name, "shopify.extension.toml");
    return existsSync(file) ? flowExtensionsIn(parse(readFileSync(file, "utf8"))) : [];
  });
}

function flowExtensionsIn(toml: Table): readonly FlowExtension[] {
  const { fields } = (toml["settings"] ?? {}) as { readonly fields?: readonly Table[] };
  return (toml["extensions"] as readonly Table[]).flatMap((extension) => {
    const { type, runtime_url: runtimeUrl } = extension;
    if (type !== "flow_trigger" && type !== "flow_action") return [];
    return [
      {
        type,
        handle: String(extension["handle"]),
        name: String(extension["name"]),
        description: typeof extension["description"] === "string" ? extension["description"] : "",
        runtimeUrl: typeof runtimeUrl === "string" ? runtimeUrl : null,
        fields: (fields ?? []).map(flowField),
      },
    ];
  });
}

function flowField(field: Table): FlowField {
  const type = String(field["type"]);
  const key =
    typeof field["key"] === "string" ? field["key"] : `${type.replace(/_reference$/, "")}_id`;
  const name = typeof field["name"] === "string" ? field["name"] : key;
  return { key, name, required: field["required"] === true };
}
