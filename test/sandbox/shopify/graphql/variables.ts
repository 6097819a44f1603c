import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";
import { locationsOf } from "./static-errors.ts";

interface Problem {
  readonly path: readonly (string | number)[];
  readonly explanation: string;
  readonly message?: string;
}

interface VariableError {
  readonly message: string;
  readonly locations: readonly { line: number; column: number }[];
  readonly extensions: {
    readonly code: "INVALID_VARIABLE";
    readonly value: unknown;
    readonly problems: readonly Problem[];
  };
}

type CoercedVariables =
  | { readonly ok: true; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: readonly VariableError[] };

/** Checks the variables as Shopify does: INVALID_VARIABLE, with every problem and its path. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): CoercedVariables {
  const errors: VariableError[] = [];
  const values: Record<string, unknown> = {};
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    // Static validation has refused variables of unknown types.
    const type = typeFromAST(schema, definition.type) as GraphQLInputType;
    const value = given[name];
    if (value === undefined && definition.defaultValue !== undefined) {
      values[name] = valueFromAST(definition.defaultValue, type);
      continue;
    }
    const problems = problemsOf(type, value, []);
    if (problems.length > 0) errors.push(variableError(definition, value, problems));
    else if (value !== undefined) values[name] = value;
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, values };
}

function variableError(
  definition: VariableDefinitionNode,
  value: unknown,
  problems: readonly Problem[],
): VariableError {
  const type = printType(definition);
  const details = problems
    .filter((problem) => problem.path.length > 0)
    .map((problem) => `${problem.path.join(".")} (${problem.explanation})`)
    .join(", ");
  const where = details === "" ? "" : ` for ${details}`;
  return {
    message: `Variable $${definition.variable.name.value} of type ${type} was provided invalid value${where}`,
    locations: locationsOf(definition),
    extensions: { code: "INVALID_VARIABLE", value: value ?? null, problems },
  };
}

function printType(definition: VariableDefinitionNode): string {
  const { start, end } = definition.type.loc ?? { start: 0, end: 0 };
  return definition.type.loc?.source.body.slice(start, end) ?? "";
}

type Path = readonly (string | number)[];

function problemsOf(type: GraphQLInputType, value: unknown, path: Path): Problem[] {
  if (isNonNullType(type)) {
    return value === null || value === undefined
      ? [{ path, explanation: "Expected value to not be null" }]
      : problemsOf(type.ofType, value, path);
  }
  if (value === null || value === undefined) return [];
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => problemsOf(type.ofType, item, [...path, index]));
  }
  if (isEnumType(type)) {
    const names = type.getValues().map((member) => member.name);
    return typeof value === "string" && names.includes(value)
      ? []
      : [{ path, explanation: `Expected "${show(value)}" to be one of: ${names.join(", ")}` }];
  }
  if (isInputObjectType(type)) return objectProblems(type, value, path);
  return isScalarType(type) ? scalarProblems(type.name, value, path) : [];
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function objectProblems(
  type: Extract<GraphQLInputType, { getFields(): unknown }>,
  value: unknown,
  path: Path,
): Problem[] {
  if (!isInputObjectType(type)) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
  }
  const fields = type.getFields();
  const entries = new Map(Object.entries(value as Readonly<Record<string, unknown>>));
  const unknown = [...entries.keys()]
    .filter((name) => fields[name] === undefined)
    .map((name) => ({
      path: [...path, name],
      explanation: `Field is not defined on ${type.name}`,
    }));
  const known = Object.values(fields).flatMap((field) => {
    const given = entries.get(field.name);
    if (given === undefined && field.defaultValue !== undefined) return [];
    return problemsOf(field.type, given, [...path, field.name]);
  });
  return [...unknown, ...known];
}

/** Scalars whose text has a form; the wording for them is graphql-ruby's [X] but for Int and String. */
function scalarProblems(typeName: string, value: unknown, path: Path): Problem[] {
  const explanation = scalarProblem(typeName, value);
  return explanation === null ? [] : [{ path, explanation, message: explanation }];
}

function scalarProblem(typeName: string, value: unknown): string | null {
  const printed = JSON.stringify(value);
  switch (typeName) {
    case "Int":
      return Number.isInteger(value) ? null : `Could not coerce value ${printed} to Int`;
    case "Float":
      return typeof value === "number" ? null : `Could not coerce value ${printed} to Float`;
    case "Boolean":
      return typeof value === "boolean" ? null : `Could not coerce value ${printed} to Boolean`;
    case "String":
      return typeof value === "string" ? null : `Could not coerce value ${printed} to String`;
    case "ID":
      return typeof value === "string" && value.startsWith("gid://")
        ? null
        : `Invalid global id '${show(value)}'`;
    case "DateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value))
        ? null
        : `invalid DateTime '${show(value)}'`;
    case "URL":
      return typeof value === "string" && /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value)
        ? null
        : `Invalid url '${show(value)}', missing scheme`;
    default:
      return null;
  }
}
