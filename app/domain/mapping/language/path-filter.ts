import { jsonpath } from "json-p3";

const { FilterQuery, FunctionExtension, InfixExpression, LogicalExpression, PrefixExpression } =
  jsonpath.expressions;
type FilterExpression = InstanceType<typeof jsonpath.expressions.FilterExpression>;

const MAX_PARTS = 20;
const FORBIDDEN = /__proto__|constructor|prototype/;

/**
 * Says why a filter is refused; null where it is fine.
 *
 * A filter runs once for every element, so its own paths must lead to one
 * value each: with a `*` or `..` inside, the work would be the square.
 */
export function filterProblem(filter: FilterExpression): string | null {
  const waiting: FilterExpression[] = [filter];
  for (let parts = 0; ; parts++) {
    const next = waiting.pop();
    if (next === undefined) return null;
    if (parts > MAX_PARTS) return `A filter has at most ${String(MAX_PARTS)} parts.`;
    if (next instanceof FilterQuery) {
      if (!next.path.singularQuery()) return "Inside a filter a path must lead to one value.";
      if (FORBIDDEN.test(next.path.toString())) return "This name is not allowed in a path.";
    }
    waiting.push(...partsOf(next));
  }
}

function partsOf(expression: FilterExpression): readonly FilterExpression[] {
  if (expression instanceof LogicalExpression) return [expression.expression];
  if (expression instanceof PrefixExpression) return [expression.right];
  if (expression instanceof InfixExpression) return [expression.left, expression.right];
  if (expression instanceof FunctionExtension) return expression.args;
  return [];
}
