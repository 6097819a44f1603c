/** A piece of HTML that is already safe. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | null | undefined | readonly Markup[];

/** Builds HTML; every text that is put in is escaped. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = literals.reduce((whole, literal, index) => {
    return whole + literal + (index < parts.length ? render(parts[index]) : "");
  }, "");
  return { markup };
}

function render(part: Part): string {
  if (part === null || part === undefined) return "";
  if (typeof part === "string") return escape(part);
  if (typeof part === "number") return String(part);
  if ("markup" in part) return part.markup;
  return part.map(({ markup }) => markup).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "");
}
