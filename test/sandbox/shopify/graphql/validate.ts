import {
  type GraphQLError,
  KnownFragmentNamesRule,
  Kind,
  NoFragmentCyclesRule,
  OverlappingFieldsCanBeMergedRule,
  getNamedType,
  isInputType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  typeFromAST,
  validate as validateWithRules,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { checkValue, type ValueContext } from "./validate-value.ts";
import {
  StaticErrors,
  argumentNotAccepted,
  locationsOf,
  missingArguments,
  missingDirectiveArguments,
  selectionMismatch,
  undefinedDirective,
  undefinedField,
  variableNotUsed,
  variableTypeUnknown,
  type Owner,
  type StaticError,
} from "./static-errors.ts";

interface Walk extends ValueContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly visited: Set<string>;
}

/**
 * Shopify's static validation of a document: the messages and codes of its
 * server, which are not those of graphql-js. Checks that were never recorded
 * (unknown fragments, cycles, conflicting fields) use graphql-js's wording [X].
 */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): StaticError[] {
  const structural = validateWithRules(schema, document, [
    KnownFragmentNamesRule,
    NoFragmentCyclesRule,
    OverlappingFieldsCanBeMergedRule,
  ]);
  if (structural.length > 0) return structural.map(plainError);
  const errors = new StaticErrors();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      validateOperation(schema, definition, { errors, fragments });
    }
  }
  return errors.list;
}

function plainError(error: GraphQLError): StaticError {
  const node = error.nodes?.[0];
  return {
    message: error.message,
    locations: node === undefined ? [] : locationsOf(node),
    path: [],
    extensions: { code: "invalidDocument" },
  };
}

function validateOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  found: { errors: StaticErrors; fragments: ReadonlyMap<string, FragmentDefinitionNode> },
): void {
  const name = operation.name?.value;
  const label = name === undefined ? operation.operation : `${operation.operation} ${name}`;
  const declared = new Map<string, string>();
  for (const definition of operation.variableDefinitions ?? []) {
    const variable = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    declared.set(variable, type === undefined ? "" : String(type));
    if (type === undefined || !isInputType(type)) {
      const typeName = type === undefined ? namedTypeOf(definition.type) : String(type);
      found.errors.add(definition, [label], variableTypeUnknown(variable, typeName));
    }
  }
  const root = schema.getRootType(operation.operation);
  if (!root) return;
  const walk: Walk = {
    ...found,
    schema,
    operationName: name ?? `anonymous ${operation.operation}`,
    declared,
    used: new Set(),
    visited: new Set(),
  };
  validateSelections(walk, root, { set: operation.selectionSet, path: [label] });
  for (const definition of operation.variableDefinitions ?? []) {
    const variable = definition.variable.name.value;
    if (walk.used.has(variable)) continue;
    found.errors.add(definition, [label], variableNotUsed(variable, walk.operationName));
  }
}

function namedTypeOf(node: { readonly kind: string }): string {
  let current = node as { kind: string; type?: { kind: string }; name?: { value: string } };
  while (current.type !== undefined) current = current.type;
  return current.name?.value ?? "";
}

interface Selections {
  readonly set: SelectionSetNode;
  readonly path: readonly string[];
}

function validateSelections(walk: Walk, parent: GraphQLNamedType, { set, path }: Selections): void {
  for (const selection of set.selections) {
    validateDirectives(walk, selection.directives ?? [], path);
    switch (selection.kind) {
      case Kind.FIELD:
        validateField(walk, parent, { node: selection, path });
        break;
      case Kind.INLINE_FRAGMENT: {
        const condition = selection.typeCondition;
        const type = condition ? walk.schema.getType(condition.name.value) : parent;
        const inner = condition ? [...path, `... on ${condition.name.value}`] : [...path, "..."];
        if (type) validateSelections(walk, type, { set: selection.selectionSet, path: inner });
        break;
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = walk.fragments.get(selection.name.value);
        if (fragment === undefined || walk.visited.has(selection.name.value)) break;
        walk.visited.add(selection.name.value);
        const type = walk.schema.getType(fragment.typeCondition.name.value);
        const inner = [`fragment ${fragment.name.value}`];
        if (type) validateSelections(walk, type, { set: fragment.selectionSet, path: inner });
        break;
      }
    }
  }
}

interface FieldPlace {
  readonly node: FieldNode;
  readonly path: readonly string[];
}

function validateField(walk: Walk, parent: GraphQLNamedType, { node, path }: FieldPlace): void {
  const name = node.name.value;
  const here = [...path, node.alias?.value ?? name];
  if (name.startsWith("__")) {
    return;
  }
  const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
  const field = fields[name];
  if (field === undefined || isUnionType(parent)) {
    walk.errors.add(node, here, undefinedField(parent.name, name));
    return;
  }
  validateArguments(walk, { kind: "Field", name }, { node, path: here, accepted: field.args });
  const type = getNamedType(field.type);
  if (isLeafType(type)) {
    if (node.selectionSet !== undefined) {
      walk.errors.add(node, here, selectionMismatch(name, type.name, "some"));
    }
    return;
  }
  if (node.selectionSet === undefined) {
    walk.errors.add(
      node,
      here,
      selectionMismatch(name, String(field.type).replace("!", ""), "none"),
    );
    return;
  }
  validateSelections(walk, type, { set: node.selectionSet, path: here });
}

interface ArgumentPlace {
  readonly node: FieldNode | DirectiveNode;
  readonly path: readonly string[];
  readonly accepted: readonly GraphQLArgument[];
}

function validateArguments(walk: Walk, owner: Owner, place: ArgumentPlace): void {
  const given = place.node.arguments ?? [];
  const names = new Set(given.map((argument) => argument.name.value));
  const missing = place.accepted.filter((a) => isRequiredArgument(a) && !names.has(a.name));
  if (missing.length > 0) {
    const list = missing.map((argument) => argument.name);
    const finding =
      owner.kind === "Directive"
        ? missingDirectiveArguments(owner.name, list)
        : missingArguments(owner.name, list);
    walk.errors.add(place.node, place.path, finding);
  }
  for (const argument of given) {
    const accepted = place.accepted.find((a) => a.name === argument.name.value);
    const path = [...place.path, argument.name.value];
    if (accepted === undefined) {
      walk.errors.add(argument, path, argumentNotAccepted(owner, argument.name.value));
      continue;
    }
    checkValue(walk, owner, {
      node: place.node,
      value: argument.value,
      name: argument.name.value,
      type: accepted.type,
      hasDefault: accepted.defaultValue !== undefined,
      path,
    });
  }
}

function validateDirectives(
  walk: Walk,
  directives: readonly DirectiveNode[],
  path: readonly string[],
): void {
  for (const node of directives) {
    const directive = walk.schema.getDirective(node.name.value);
    if (!directive) {
      walk.errors.add(node, path, undefinedDirective(node.name.value));
      continue;
    }
    const owner: Owner = { kind: "Directive", name: directive.name };
    validateArguments(walk, owner, { node, path, accepted: directive.args });
  }
}
