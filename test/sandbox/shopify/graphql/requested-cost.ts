import {
  Kind,
  OperationTypeNode,
  isInterfaceType,
  isUnionType,
  type FieldNode,
  type GraphQLNamedType,
} from "graphql";
import type { OperationDefinitionNode, SelectionSetNode } from "graphql";
import {
  fieldsOf,
  isComposite,
  isConnection,
  literal,
  namedReturn,
  returnType,
  type Selecting,
} from "./selection.ts";

/** Types that cost nothing; their children are not looked at (shopify.md 2.3, rule 1). */
const FREE_TYPES = new Set(["MoneyV2", "MoneyBag", "PageInfo", "WebhookSubscriptionEndpoint"]);

/** Base costs of mutations that are not 10 (rule 7). */
const MUTATION_BASE: Readonly<Record<string, number>> = {
  fulfillmentTrackingInfoUpdate: 50,
  fulfillmentTrackingInfoUpdateV2: 50,
  refundCreate: 20,
  orderCapture: 20,
  fileCreate: 20,
  productCreateMedia: 20,
  flowTriggerReceive: 1,
};
const DEFAULT_MUTATION_BASE = 10;

/** Fields with a cost of their own (rule 7). */
const FIELD_COST: Readonly<Record<string, number>> = {
  "Customer.defaultAddress": 0,
  "Shop.shopAddress": 0,
};

export function mutationBase(field: string): number {
  return MUTATION_BASE[field] ?? DEFAULT_MUTATION_BASE;
}

/** The cost that Shopify asks for a whole operation before it runs it. */
export function requestedCost(input: Selecting, operation: OperationDefinitionNode): number {
  const root = input.schema.getRootType(operation.operation);
  if (!root) return 1;
  const fields = fieldsOf(input, root, operation.selectionSet);
  const total = fields.reduce((sum, { parent, node }) => {
    return operation.operation === OperationTypeNode.MUTATION
      ? sum + mutationCost(input, parent, node)
      : sum + fieldCost(input, parent, node);
  }, 0);
  return Math.max(1, total);
}

function mutationCost(input: Selecting, parent: GraphQLNamedType, node: FieldNode): number {
  const base = mutationBase(node.name.value);
  const payload = returnType(parent, node);
  if (payload === null || node.selectionSet === undefined) return base;
  const children = fieldsOf(input, payload, node.selectionSet).map((child) => {
    const type = returnType(child.parent, child.node);
    const isOwn = type !== null && isComposite(type) && !isConnection(type);
    return isOwn && !isFree(type)
      ? selectionCost(input, type, child.node.selectionSet)
      : fieldCost(input, child.parent, child.node);
  });
  return base + sum(children);
}

function fieldCost(input: Selecting, parent: GraphQLNamedType, node: FieldNode): number {
  const name = node.name.value;
  if (name === "__typename") return 0;
  const type = returnType(parent, node);
  if (name.startsWith("__")) return 1 + introspectionDepth(node);
  if (type === null || isFree(type) || !isComposite(type)) return countCost(parent, name);
  if (isConnection(type)) return connectionCost(input, type, node);
  const own = FIELD_COST[`${parent.name}.${name}`];
  const count = countCost(parent, name);
  if (count > 0) return count;
  return (own ?? 1) + selectionCost(input, type, node.selectionSet);
}

/** Root `…Count` fields cost 10, nested ones 1 (rule 6). */
function countCost(parent: GraphQLNamedType, name: string): number {
  if (!name.endsWith("Count")) return 0;
  if (namedReturn(parent, name) !== "Count") return 0;
  return parent.name === "QueryRoot" ? 10 : 1;
}

function introspectionDepth(node: FieldNode): number {
  const inner = (node.selectionSet?.selections ?? []).filter(
    (s): s is FieldNode => s.kind === Kind.FIELD && s.selectionSet !== undefined,
  );
  return sum(inner.map((child) => 1 + introspectionDepth(child)));
}

/** `2 + s(n) × (1 + node)`, once for `nodes` and once for `edges` (rule 3). */
export function connectionCost(input: Selecting, type: GraphQLNamedType, node: FieldNode): number {
  const size = sizeFactor(pageSize(input, node));
  const children = node.selectionSet ? fieldsOf(input, type, node.selectionSet) : [];
  const perPage = children.map(({ parent, node: child }) => {
    const inner = returnType(parent, child);
    if (inner === null || child.selectionSet === undefined) return 0;
    if (child.name.value === "nodes")
      return size * (1 + selectionCost(input, inner, child.selectionSet));
    if (child.name.value !== "edges") return 0;
    const edgeFields = fieldsOf(input, inner, child.selectionSet);
    const nodes = edgeFields.filter((field) => field.node.name.value === "node");
    const perEdge = nodes.map((field) => {
      const nodeType = returnType(field.parent, field.node);
      return nodeType === null ? 0 : selectionCost(input, nodeType, field.node.selectionSet);
    });
    return size * (1 + sum(perEdge));
  });
  return 2 + sum(perPage);
}

/** `s(n) = max(1, floor(2·ln n))`, `s(0) = 0`. */
export function sizeFactor(pageSize: number): number {
  return pageSize <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(pageSize)));
}

export function pageSize(input: Selecting, node: FieldNode): number {
  for (const name of ["first", "last"]) {
    const argument = node.arguments?.find((a) => a.name.value === name);
    const value = argument === undefined ? null : literal(input, argument.value);
    if (typeof value === "number") return value;
  }
  return 0;
}

function selectionCost(
  input: Selecting,
  type: GraphQLNamedType,
  set: SelectionSetNode | undefined,
): number {
  if (set === undefined) return 0;
  if (isInterfaceType(type) || isUnionType(type)) {
    const costs = input.schema
      .getPossibleTypes(type)
      .map((possible) =>
        sum(fieldsOf(input, possible, set).map((f) => fieldCost(input, f.parent, f.node))),
      );
    return Math.max(0, ...costs);
  }
  return sum(fieldsOf(input, type, set).map((f) => fieldCost(input, f.parent, f.node)));
}

export function isFree(type: GraphQLNamedType): boolean {
  return (
    FREE_TYPES.has(type.name) || /UserErrors?$/.test(type.name) || type.name.endsWith("UserError")
  );
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
