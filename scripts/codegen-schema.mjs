// The part of a schema that a set of documents uses, so that generated types stay small.
import {
  TypeInfo,
  buildClientSchema,
  getNamedType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * Checks the documents against the whole schema and returns an introspection
 * of the types, fields and arguments that they use (input types and enums whole).
 * Throws with every validation error and the document's place.
 */
export function usedSchema(introspection, documents) {
  const schema = buildClientSchema(introspection);
  const used = collectUses(schema, documents);
  const types = introspection.__schema.types
    .filter((type) => used.types.has(type.name))
    .map((type) => narrowed(type, used));
  return { __schema: { ...introspection.__schema, types, directives: builtIn(introspection) } };
}

function collectUses(schema, documents) {
  const used = { types: new Set(["String", "Boolean"]), fields: new Map() };
  for (const { text, place } of documents) {
    const document = parse(text);
    const problems = validate(schema, document);
    if (problems.length > 0) {
      throw new Error(`${place}: ${problems.map((p) => p.message).join("; ")}`);
    }
    visitUses(schema, document, used);
  }
  return used;
}

function visitUses(schema, document, used) {
  const info = new TypeInfo(schema);
  const Field = () => {
    const parent = info.getParentType().name;
    const field = info.getFieldDef();
    used.types.add(parent);
    used.fields.set(parent, (used.fields.get(parent) ?? new Set()).add(field.name));
    addType(getNamedType(field.type), used.types);
    for (const argument of field.args) addType(getNamedType(argument.type), used.types);
  };
  visit(document, visitWithTypeInfo(info, { Field }));
}

function addType(type, names) {
  if (names.has(type.name)) return;
  names.add(type.name);
  const inputs = type.astNode === undefined && "isOneOf" in type ? type.getFields() : {};
  for (const field of Object.values(inputs)) addType(getNamedType(field.type), names);
}

function narrowed(type, used) {
  const fields = type.kind === "INTERFACE" ? shared(type, used) : used.fields.get(type.name);
  const isUsed = ({ name }) => used.types.has(name);
  return {
    ...type,
    interfaces: type.interfaces?.filter(isUsed) ?? null,
    possibleTypes: type.possibleTypes?.filter(isUsed) ?? null,
    fields: type.fields?.filter((field) => fields?.has(field.name)) ?? type.fields,
  };
}

/** An interface keeps what all its types that are used still have. */
function shared(type, used) {
  const types = type.possibleTypes.flatMap(({ name }) => used.fields.get(name) ?? []);
  const all = type.fields.map(({ name }) => name);
  return new Set(all.filter((name) => types.every((fields) => fields.has(name))));
}

function builtIn(introspection) {
  const names = ["include", "skip", "deprecated", "specifiedBy"];
  return introspection.__schema.directives.filter((directive) => names.includes(directive.name));
}
