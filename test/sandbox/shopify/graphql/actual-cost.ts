import { OperationTypeNode } from "graphql";
import type {
  FieldNode,
  GraphQLNamedType,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import {
  connectionCost,
  isFree,
  mutationBase,
  pageSize,
  sizeFactor,
  sum,
} from "./requested-cost.ts";
import {
  fieldsOf,
  isComposite,
  isConnection,
  namedReturn,
  returnType,
  type Selecting,
} from "./selection.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * What an executed operation is charged (shopify.md 2.4): only objects that
 * are there count. Shopify's own rule for connections is known only
 * approximately; the charge never exceeds the request.
 */
export function actualCost(
  input: Selecting,
  operation: OperationDefinitionNode,
  data: Json | null,
): number {
  const root = input.schema.getRootType(operation.operation);
  if (!root) return 1;
  const fields = fieldsOf(input, root, operation.selectionSet);
  const costs = fields.map(({ parent, node }) => {
    const value = data?.[keyOf(node)];
    return operation.operation === OperationTypeNode.MUTATION
      ? mutationActual(input, parent, { node, value })
      : fieldActual(input, parent, { node, value });
  });
  return Math.max(1, sum(costs));
}

interface Valued {
  readonly node: FieldNode;
  readonly value: unknown;
}

function keyOf(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

function mutationActual(
  input: Selecting,
  parent: GraphQLNamedType,
  { node, value }: Valued,
): number {
  const base = mutationBase(node.name.value);
  const payload = returnType(parent, node);
  if (payload === null || !isObject(value) || node.selectionSet === undefined) return base;
  if (Object.entries(value).some(([key, v]) => /userErrors$/i.test(key) && isFilled(v)))
    return base;
  const children = fieldsOf(input, payload, node.selectionSet).map((child) => {
    const type = returnType(child.parent, child.node);
    const inner = value[keyOf(child.node)];
    const isOwn = type !== null && isComposite(type) && !isConnection(type);
    return isOwn && !Array.isArray(inner) && !isFree(type)
      ? objectActual(input, type, { set: child.node.selectionSet, value: inner })
      : fieldActual(input, child.parent, { node: child.node, value: inner });
  });
  return base + sum(children);
}

function fieldActual(input: Selecting, parent: GraphQLNamedType, { node, value }: Valued): number {
  if (node.name.value.startsWith("__") || value === null || value === undefined) return 0;
  const type = returnType(parent, node);
  if (type === null || !isComposite(type) || isFree(type)) return 0;
  if (isConnection(type)) return connectionActual(input, type, { node, value });
  if (namedReturn(parent, node.name.value) === "Count") return parent.name === "QueryRoot" ? 10 : 1;
  if (Array.isArray(value)) {
    const items = value.map((item) =>
      objectActual(input, type, { set: node.selectionSet, value: item }),
    );
    return items.length === 0 ? 0 : 1 + Math.max(...items);
  }
  return 1 + objectActual(input, type, { set: node.selectionSet, value });
}

function objectActual(
  input: Selecting,
  type: GraphQLNamedType,
  { set, value }: { readonly set: SelectionSetNode | undefined; readonly value: unknown },
): number {
  if (set === undefined || !isObject(value)) return 0;
  const own = concreteType(input, type, value);
  return sum(
    fieldsOf(input, own, set).map(({ parent, node }) =>
      fieldActual(input, parent, { node, value: value[keyOf(node)] }),
    ),
  );
}

function concreteType(input: Selecting, type: GraphQLNamedType, value: Json): GraphQLNamedType {
  const name = value["__typename"];
  return typeof name === "string" ? (input.schema.getType(name) ?? type) : type;
}

function connectionActual(
  input: Selecting,
  type: GraphQLNamedType,
  { node, value }: Valued,
): number {
  const requested = connectionCost(input, type, node);
  const items = nodesIn(value);
  const size = pageSize(input, node);
  if (items === null || items.length === 0 || size === 0 || node.selectionSet === undefined) {
    return requested;
  }
  const costs = fieldsOf(input, type, node.selectionSet).flatMap((field) => {
    const list = isObject(value) ? value[keyOf(field.node)] : null;
    const inner = returnType(field.parent, field.node);
    if (!Array.isArray(list) || inner === null) return [];
    return list.map(
      (item) => 1 + objectActual(input, inner, { set: field.node.selectionSet, value: item }),
    );
  });
  return 2 + Math.min(requested - 2, Math.floor((sizeFactor(size) / size) * sum(costs)) + 1);
}

function nodesIn(value: unknown): readonly unknown[] | null {
  if (!isObject(value)) return null;
  const list = Object.values(value).find(Array.isArray);
  return list ?? null;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
