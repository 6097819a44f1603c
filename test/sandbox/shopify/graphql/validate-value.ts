import {
  Kind,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  print,
  type ASTNode,
  type GraphQLInputType,
  type ValueNode,
} from "graphql";
import {
  argumentNotAccepted,
  incompatibleLiteral,
  invalidGlobalId,
  missingInputField,
  variableMismatch,
  variableNotDefined,
  type Owner,
  type StaticErrors,
} from "./static-errors.ts";

export interface ValueContext {
  readonly errors: StaticErrors;
  readonly operationName: string;
  /** Declared variables and their types as written; empty where the type is unknown. */
  readonly declared: ReadonlyMap<string, string>;
  readonly used: Set<string>;
}

interface ValuePlace {
  readonly node: ASTNode;
  readonly value: ValueNode;
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly hasDefault: boolean;
  readonly path: readonly string[];
}

/** Checks a literal or a variable against the type of its argument. */
export function checkValue(context: ValueContext, owner: Owner, place: ValuePlace): void {
  const { value } = place;
  if (value.kind === Kind.VARIABLE) {
    checkVariable(context, place, value.name.value);
    return;
  }
  if (value.kind === Kind.NULL) {
    if (isNonNullType(place.type)) mismatch(context, owner, place);
    return;
  }
  const type = isNonNullType(place.type) ? place.type.ofType : place.type;
  if (isListType(type)) {
    const items = value.kind === Kind.LIST ? value.values : [value];
    for (const item of items) {
      checkValue(context, owner, { ...place, value: item, type: type.ofType });
    }
    return;
  }
  if (isInputObjectType(type)) {
    if (value.kind === Kind.OBJECT) checkObject(context, type.name, { ...place, type });
    else mismatch(context, owner, place);
    return;
  }
  if (isEnumType(type)) {
    const known = value.kind === Kind.ENUM && type.getValue(value.value) !== undefined;
    if (!known) mismatch(context, owner, place);
    return;
  }
  checkScalar(context, owner, { ...place, type });
}

function checkScalar(context: ValueContext, owner: Owner, place: ValuePlace): void {
  const { value } = place;
  const typeName = String(place.type);
  if (typeName === "ID" && value.kind === Kind.STRING && !value.value.startsWith("gid://")) {
    context.errors.add(place.node, place.path, invalidGlobalId(value.value));
    return;
  }
  const accepted: Readonly<Record<string, readonly string[]>> = {
    Int: [Kind.INT],
    Float: [Kind.INT, Kind.FLOAT],
    Boolean: [Kind.BOOLEAN],
    String: [Kind.STRING],
    ID: [Kind.STRING, Kind.INT],
  };
  const kinds = accepted[typeName];
  if (kinds !== undefined && !kinds.includes(value.kind)) mismatch(context, owner, place);
}

function checkObject(context: ValueContext, typeName: string, place: ValuePlace): void {
  const { value, type } = place;
  if (value.kind !== Kind.OBJECT || !isInputObjectType(type)) return;
  const owner: Owner = { kind: "InputObject", name: typeName };
  const fields = type.getFields();
  const given = new Set(value.fields.map((field) => field.name.value));
  for (const field of Object.values(fields)) {
    if (!isRequiredInputField(field) || given.has(field.name)) continue;
    const path = [...place.path, field.name];
    context.errors.add(value, path, missingInputField(owner, field.name, String(field.type)));
  }
  for (const node of value.fields) {
    const field = fields[node.name.value];
    const path = [...place.path, node.name.value];
    if (field === undefined) {
      context.errors.add(node, path, argumentNotAccepted(owner, node.name.value));
      continue;
    }
    checkValue(context, owner, {
      node: value,
      value: node.value,
      name: node.name.value,
      type: field.type,
      hasDefault: field.defaultValue !== undefined,
      path,
    });
  }
}

function checkVariable(context: ValueContext, place: ValuePlace, variable: string): void {
  context.used.add(variable);
  const declared = context.declared.get(variable);
  if (declared === undefined) {
    const finding = variableNotDefined(variable, context.operationName);
    context.errors.add(place.value, place.path.slice(0, -1), finding);
    return;
  }
  const expected = String(place.type);
  if (declared === "" || fits(declared, expected, place.hasDefault)) return;
  const finding = variableMismatch(variable, place.name, { declared, expected });
  context.errors.add(place.node, place.path, finding);
}

function fits(declared: string, expected: string, hasDefault: boolean): boolean {
  if (declared === expected || declared === `${expected}!`) return true;
  if (hasDefault && declared === expected.replace(/!$/, "")) return true;
  // Lists may be stricter inside than asked: `[ID!]!` fits `[ID]`.
  return declared.replaceAll("!", "") === expected.replaceAll("!", "") &&
    count(declared) >= count(expected)
    ? true
    : // A single value stands for a list of one.
      `[${declared.replace(/!$/, "")}!]` === expected.replace(/!$/, "");
}

function count(type: string): number {
  return type.split("!").length;
}

function mismatch(context: ValueContext, owner: Owner, place: ValuePlace): void {
  const printed = print(place.value);
  const finding = incompatibleLiteral(owner, {
    name: place.name,
    printed,
    expected: String(place.type),
  });
  context.errors.add(place.node, place.path, finding);
}
