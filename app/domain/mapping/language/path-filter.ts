import { jsonpath } from "json-p3";

const {
  FilterExpressionLiteral,
  FilterQuery,
  FunctionExtension,
  InfixExpression,
  LogicalExpression,
  PrefixExpression,
  RelativeQuery,
} = jsonpath.expressions;
type FilterExpression = InstanceType<typeof jsonpath.expressions.FilterExpression>;

const MAX_PARTS = 20;
const FORBIDDEN = /__proto__|constructor|prototype/;

/** What one evaluation of a filter costs. */
export interface FilterCost {
  readonly parts: number;
  /** It compares two values of the document: the work grows with the element. */
  readonly comparesElements: boolean;
}

/**
 * Says why a filter is refused, or what each evaluation costs.
 *
 * A filter runs once for every element, so its own paths must lead to one
 * value each: with a `*` or `..` inside, the work would be the square.
 */
export function inspectFilter(filter: FilterExpression): FilterCost | string {
  const waiting: FilterExpression[] = [filter];
  let comparesElements = false;
  for (let parts = 0; ; parts++) {
    const next = waiting.pop();
    if (next === undefined) return { parts, comparesElements };
    if (parts > MAX_PARTS) return `A filter has at most ${String(MAX_PARTS)} parts.`;
    if (next instanceof FilterQuery) {
      if (!next.path.singularQuery()) return "Inside a filter a path must lead to one value.";
      if (FORBIDDEN.test(next.path.toString())) return "This name is not allowed in a path.";
    }
    if (isComparison(next)) {
      if (!isBounded(next)) return "Inside a filter, compare something of the element (@).";
      comparesElements ||= next.left instanceof FilterQuery && next.right instanceof FilterQuery;
    }
    waiting.push(...partsOf(next));
  }
}

type Infix = InstanceType<typeof InfixExpression>;

function isComparison(expression: FilterExpression): expression is Infix {
  return expression instanceof InfixExpression && !expression.logical;
}

/** Two lists are compared member by member, as far as the shorter goes; one side must be small. */
function isBounded({ left, right }: Infix): boolean {
  const isSmall = (side: FilterExpression) =>
    side instanceof FilterExpressionLiteral ||
    side instanceof RelativeQuery ||
    side instanceof FunctionExtension;
  return isSmall(left) || isSmall(right);
}

function partsOf(expression: FilterExpression): readonly FilterExpression[] {
  if (expression instanceof LogicalExpression) return [expression.expression];
  if (expression instanceof PrefixExpression) return [expression.right];
  if (expression instanceof InfixExpression) return [expression.left, expression.right];
  if (expression instanceof FunctionExtension) return expression.args;
  return [];
}
