import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  isInputObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";
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
    note(access, type.name, type.requiredAccess, type.name);
    for (const field of type.fields ?? []) {
      note(access, `${type.name}.${field.name}`, field.requiredAccess, type.name);
    }
  }
  return access;
}

function note(
  access: Map<string, AccessRequirement>,
  key: string,
  text: string | null | undefined,
  typeName: string,
): void {
  if (text === null || text === undefined || text === "") return;
  const requirement = accessRequirement(text, typeName === "Mutation" ? "write" : "read");
  if (requirement !== null) access.set(key, requirement);
}

export function inputFieldNames(schema: GraphQLSchema, typeName: string): readonly string[] {
  const type = schema.getType(typeName);
  return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
}
