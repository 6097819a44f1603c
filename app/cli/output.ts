/** What a command prints, and how it ends: 0 is well, 1 what it was asked to find, 2 a wrong call. */
export interface Output {
  readonly text: string;
  readonly exitCode: 0 | 1 | 2;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
