import {
  Kind,
  OperationTypeNode,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  parse,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;

interface FoundConnection {
  readonly name: string;
  readonly depth: number;
  readonly usesNodes: boolean;
  readonly isInList: boolean;
  /** Name of the connection around it; null at the top. */
  readonly parent: string | null;
}

interface Findings {
  readonly connections: FoundConnection[];
  /** Connections whose node does not select `id`. */
  readonly withoutId: string[];
}

/** What Shopify refuses in a bulk query, in its words; empty where it would run. */
export function bulkQueryProblems(schema: GraphQLSchema, text: string): string[] {
  const document = parsed(text);
  if (document === null) return ["Invalid bulk query: the query could not be parsed."];
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.QUERY) {
    return ["Invalid operation type. Only `query` operations are supported."];
  }
  return queryProblems(schema, operation);
}

function queryProblems(schema: GraphQLSchema, operation: OperationDefinitionNode): string[] {
  const findings: Findings = { connections: [], withoutId: [] };
  const root = schema.getQueryType();
  if (root)
    walk(findings, {
      type: root,
      set: operation.selectionSet,
      depth: 0,
      parent: null,
      isInList: false,
    });
  const { connections } = findings;
  const problems: string[] = [];
  const tops = operation.selectionSet.selections.filter(
    (s): s is FieldNode => s.kind === Kind.FIELD,
  );
  for (const name of ["node", "nodes"]) {
    if (tops.some((field) => field.name.value === name)) {
      problems.push(`Bulk queries cannot contain a top level \`${name}\` field.`);
    }
  }
  if (connections.length === 0) problems.push("Bulk queries must contain at least one connection.");
  const byNodes = connections.filter((one) => one.usesNodes).map((one) => one.name);
  if (byNodes.length > 0) problems.push(nodesProblem(byNodes));
  if (connections.some((one) => one.isInList)) {
    return [
      "Queries that contain a connection field within a list field are not currently supported.",
    ];
  }
  if (connections.length > MAX_CONNECTIONS) {
    problems.push(`Bulk queries cannot contain more than ${String(MAX_CONNECTIONS)} connections.`);
  }
  if (connections.some((one) => one.depth > MAX_DEPTH + 1)) {
    problems.push(
      `Bulk queries cannot contain connections with a nesting depth greater than ${String(MAX_DEPTH)}.`,
    );
  }
  const orphaned = connections.map((one) => one.parent).filter((parent) => parent !== null);
  const lacking = findings.withoutId.filter((name) => orphaned.includes(name));
  if (lacking.length > 0) problems.push(parentIdProblem(lacking));
  return problems;
}

function nodesProblem(names: readonly string[]): string {
  const list = names.map((name) => `'${name}'`).join(", ");
  return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${names[0] ?? ""} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${list}.`;
}

function parentIdProblem(names: readonly string[]): string {
  return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${names.join(", ")}.`;
}

interface Place {
  readonly type: GraphQLNamedType;
  readonly set: SelectionSetNode;
  readonly depth: number;
  readonly parent: string | null;
  readonly isInList: boolean;
}

function walk(findings: Findings, place: Place): void {
  for (const selection of place.set.selections) {
    if (selection.kind !== Kind.FIELD || selection.selectionSet === undefined) continue;
    const { type: parent } = place;
    if (!isObjectType(parent) && !isInterfaceType(parent)) continue;
    const field = parent.getFields()[selection.name.value];
    if (field === undefined) continue;
    const type = getNamedType(field.type);
    const inside = { ...place, type, set: selection.selectionSet };
    if (type.name.endsWith("Connection")) visitConnection(findings, inside, selection);
    else
      walk(findings, {
        ...inside,
        isInList: place.isInList || isListType(getNullableType(field.type)),
      });
  }
}

function visitConnection(findings: Findings, place: Place, field: FieldNode): void {
  const name = field.name.value;
  const children = place.set.selections.filter((s): s is FieldNode => s.kind === Kind.FIELD);
  findings.connections.push({
    name,
    depth: place.depth + 1,
    usesNodes: children.some((child) => child.name.value === "nodes"),
    isInList: place.isInList,
    parent: place.parent,
  });
  const edges = children.find((child) => child.name.value === "edges");
  const node = edges?.selectionSet?.selections.find(
    (s): s is FieldNode => s.kind === Kind.FIELD && s.name.value === "node",
  );
  if (node?.selectionSet === undefined) return;
  const selectsId = node.selectionSet.selections.some(
    (s) => s.kind === Kind.FIELD && s.name.value === "id" && s.alias === undefined,
  );
  if (!selectsId) findings.withoutId.push(name);
  walk(findings, {
    type: nodeType(place.type),
    set: node.selectionSet,
    depth: place.depth + 1,
    parent: name,
    isInList: false,
  });
}

function nodeType(connection: GraphQLNamedType): GraphQLNamedType {
  if (!isObjectType(connection)) return connection;
  const edge = connection.getFields()["edges"];
  const edgeType = edge === undefined ? connection : getNamedType(edge.type);
  const node = isObjectType(edgeType) ? edgeType.getFields()["node"] : undefined;
  return node === undefined ? edgeType : getNamedType(node.type);
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
