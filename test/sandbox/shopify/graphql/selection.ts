import {
  Kind,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface PlacedField {
  readonly parent: GraphQLNamedType;
  readonly node: FieldNode;
}

/** The fields of a selection on this very type, fragments opened, `@skip` and `@include` honoured. */
export function fieldsOf(
  input: Selecting,
  type: GraphQLNamedType,
  set: SelectionSetNode,
): PlacedField[] {
  const found = new Map<string, PlacedField>();
  collect({ ...input, type, found }, set);
  return [...found.values()];
}

interface Collecting extends Selecting {
  readonly type: GraphQLNamedType;
  readonly found: Map<string, PlacedField>;
}

function collect(walk: Collecting, set: SelectionSetNode): void {
  for (const selection of set.selections) {
    if (!isIncluded(walk, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const known = walk.found.get(key);
      const node = known ? merge(known.node, selection) : selection;
      walk.found.set(key, { parent: walk.type, node });
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? walk.fragments.get(selection.name.value)
        : selection;
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value;
    if (condition !== undefined && !applies(walk.schema, condition, walk.type)) continue;
    collect(walk, fragment.selectionSet);
  }
}

function merge(first: FieldNode, second: FieldNode): FieldNode {
  if (first.selectionSet === undefined || second.selectionSet === undefined) return first;
  const selections = [...first.selectionSet.selections, ...second.selectionSet.selections];
  return { ...first, selectionSet: { ...first.selectionSet, selections } };
}

function applies(schema: GraphQLSchema, condition: string, type: GraphQLNamedType): boolean {
  if (condition === type.name) return true;
  const conditionType = schema.getType(condition);
  if (!isInterfaceType(conditionType) && !isUnionType(conditionType)) return false;
  return isObjectType(type) && schema.isSubType(conditionType, type);
}

function isIncluded(
  input: Selecting,
  selection: { readonly directives?: FieldNode["directives"] },
): boolean {
  for (const directive of selection.directives ?? []) {
    const condition = directive.arguments?.find((a) => a.name.value === "if");
    if (condition === undefined) continue;
    const value = literal(input, condition.value);
    if (directive.name.value === "skip" && value === true) return false;
    if (directive.name.value === "include" && value === false) return false;
  }
  return true;
}

export function returnType(parent: GraphQLNamedType, node: FieldNode): GraphQLNamedType | null {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  const field = parent.getFields()[node.name.value];
  return field === undefined ? null : getNamedType(field.type);
}

export function literal(input: Selecting, value: ValueNode): unknown {
  if (value.kind === Kind.VARIABLE) return input.variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.BOOLEAN ? value.value : null;
}

export function isConnection(type: GraphQLNamedType): boolean {
  return type.name.endsWith("Connection");
}

export function isComposite(type: GraphQLNamedType): boolean {
  return isObjectType(type) || isInterfaceType(type) || isUnionType(type);
}

/** The name of the type that a field gives; null where the type has no such field. */
export function namedReturn(parent: GraphQLNamedType, name: string): string | null {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  const field = parent.getFields()[name];
  return field === undefined ? null : getNamedType(field.type).name;
}
