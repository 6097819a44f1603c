import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { accessRequirement, type AccessRequirement } from "./access.ts";
import { applyDelta } from "./version-delta.ts";

interface RawField {
  readonly name: string;
  readonly requiredAccess?: string | null;
}

interface RawType extends RawField {
  readonly fields?: readonly RawField[] | null;
}

export interface AdminSchema {
  readonly version: string;
  readonly schema: GraphQLSchema;
  /** What a field needs, by `Type.field` or, for the whole type, by `Type`. */
  readonly access: ReadonlyMap<string, AccessRequirement>;
}

/** Versions with a schema file of their own; others take the next newer one. */
const FILES = ["2026-04", "2026-10"] as const;
const loaded = new Map<string, AdminSchema>();

/** The executable schema of an API version; an unknown version gets the nearest known one. */
export function adminSchema(version: string): AdminSchema {
  const known = loaded.get(version);
  if (known !== undefined) return known;
  const file = FILES.find((candidate) => candidate >= version) ?? "2026-10";
  const raw = applyDelta(readIntrospection(file), version);
  const schema = buildClientSchema(raw, { assumeValid: true });
  const built = { version, schema, access: accessOf(raw) };
  loaded.set(version, built);
  return built;
}

function readIntrospection(file: string): IntrospectionQuery {
  const path = new URL(`../schema/admin_${file}.json.gz`, import.meta.url);
  const parsed = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as {
    readonly data: IntrospectionQuery;
  };
  return parsed.data;
}

function accessOf(raw: IntrospectionQuery): ReadonlyMap<string, AccessRequirement> {
  const access = new Map<string, AccessRequirement>();
  // Shopify adds `requiredAccess` to the standard introspection result.
  for (const type of raw.__schema.types as readonly RawType[]) {
    const verb = type.name === "Mutation" ? "write" : "read";
    const members = (type.fields ?? []).map((field) => ({
      ...field,
      name: `${type.name}.${field.name}`,
    }));
    for (const { name, requiredAccess } of [type, ...members]) {
      const requirement = requiredAccess ? accessRequirement(requiredAccess, verb) : null;
      if (requirement !== null) access.set(name, requirement);
    }
  }
  return access;
}
