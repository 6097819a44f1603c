/** Collects a statement's values and gives each its place: `$1`, `$2` … */
export interface Parameters {
  readonly values: readonly unknown[];
  add(value: unknown): string;
}

export function parameters(...first: readonly unknown[]): Parameters {
  const values: unknown[] = [...first];
  return {
    values,
    add(value) {
      values.push(value);
      return `$${String(values.length)}`;
    },
  };
}
