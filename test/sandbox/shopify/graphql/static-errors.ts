import type { ASTNode } from "graphql";

/** A static error as Shopify answers it: no data, no cost. */
export interface StaticError {
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  readonly path: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Where a static error happened, in the words of Shopify's `path`. */
export class StaticErrors {
  readonly list: StaticError[] = [];

  add(node: ASTNode, path: readonly string[], found: Finding): void {
    this.list.push({
      message: found.message,
      locations: locationsOf(node),
      path,
      extensions: found.extensions,
    });
  }
}

interface Finding {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export function locationsOf(node: ASTNode): { line: number; column: number }[] {
  const token = node.loc?.startToken;
  return token === undefined ? [] : [{ line: token.line, column: token.column }];
}

export function undefinedField(typeName: string, fieldName: string): Finding {
  return {
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    extensions: { code: "undefinedField", typeName, fieldName },
  };
}

export function selectionMismatch(name: string, typeName: string, has: "none" | "some"): Finding {
  const message =
    has === "none"
      ? `Field must have selections (field '${name}' returns ${typeName} but has no selections. Did you mean '${name} { ... }'?)`
      : `Selections can't be made on scalars (field '${name}' returns ${typeName} but has selections)`;
  return {
    message,
    extensions: { code: "selectionMismatch", nodeName: `field '${name}'`, typeName },
  };
}

export function missingArguments(name: string, missing: readonly string[]): Finding {
  const list = missing.join(", ");
  return {
    message: `Field '${name}' is missing required arguments: ${list}`,
    extensions: { code: "missingRequiredArguments", className: "Field", name, arguments: list },
  };
}

export function missingDirectiveArguments(name: string, missing: readonly string[]): Finding {
  const list = missing.join(", ");
  return {
    message: `Directive '${name}' is missing required arguments: ${list}`,
    extensions: { code: "missingRequiredArguments", className: "Directive", name, arguments: list },
  };
}

export function argumentNotAccepted(owner: Owner, argumentName: string): Finding {
  return {
    message: `${owner.kind} '${owner.name}' doesn't accept argument '${argumentName}'`,
    extensions: {
      code: "argumentNotAccepted",
      name: owner.name,
      typeName: owner.kind,
      argumentName,
    },
  };
}

export interface Owner {
  readonly kind: "Field" | "InputObject" | "Directive";
  readonly name: string;
}

export function incompatibleLiteral(owner: Owner, argument: LiteralMismatch): Finding {
  return {
    message: `Argument '${argument.name}' on ${owner.kind} '${owner.name}' has an invalid value (${argument.printed}). Expected type '${argument.expected}'.`,
    extensions: {
      code: "argumentLiteralsIncompatible",
      typeName: owner.kind,
      argumentName: argument.name,
    },
  };
}

interface LiteralMismatch {
  readonly name: string;
  readonly printed: string;
  readonly expected: string;
}

export function missingInputField(owner: Owner, name: string, expected: string): Finding {
  return {
    message: `Argument '${name}' on InputObject '${owner.name}' is required. Expected type ${expected}`,
    extensions: {
      code: "missingRequiredInputObjectAttribute",
      argumentName: name,
      argumentType: expected,
      inputObjectType: owner.name,
    },
  };
}

export function invalidGlobalId(value: string): Finding {
  return {
    message: `Invalid global id '${value}'`,
    extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
  };
}

export function undefinedDirective(name: string): Finding {
  return {
    message: `Directive @${name} is not defined`,
    extensions: { code: "undefinedDirective", directiveName: name },
  };
}

export function variableNotDefined(variable: string, operation: string): Finding {
  return {
    message: `Variable $${variable} is used by ${operation} but not declared`,
    extensions: { code: "variableNotDefined", variableName: variable },
  };
}

export function variableNotUsed(variable: string, operation: string): Finding {
  return {
    message: `Variable $${variable} is declared by ${operation} but not used`,
    extensions: { code: "variableNotUsed", variableName: variable },
  };
}

export function variableTypeUnknown(variable: string, typeName: string): Finding {
  return {
    message: `${typeName} isn't a defined input type (on $${variable})`,
    extensions: { code: "variableRequiresValidType", typeName, variableName: variable },
  };
}

export function variableMismatch(variable: string, argument: string, types: TypePair): Finding {
  return {
    message: `Type mismatch on variable $${variable} and argument ${argument} (${types.declared} / ${types.expected})`,
    extensions: {
      code: "variableMismatch",
      variableName: variable,
      typeName: types.declared,
      argumentName: argument,
      errorMessage: "Type mismatch",
    },
  };
}

interface TypePair {
  readonly declared: string;
  readonly expected: string;
}
