import type { Texts } from "../../extensions/ui-extensions.ts";

type Values = Readonly<Record<string, string | number>>;

/** Texts by key as Shopify finds them: plurals by `count`, values in double braces. */
export function translator(
  texts: Texts,
  language: string,
): (key: string, values?: Values) => string {
  const plurals = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const found = textAt(texts, key);
    const count = values["count"];
    const text =
      typeof found === "object" && typeof count === "number"
        ? (found[plurals.select(count)] ?? found["other"])
        : found;
    if (typeof text !== "string") throw new Error(`no text for ${key}`);
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_all, name: string) => String(values[name] ?? ""));
  };
}

function textAt(texts: Texts, key: string): string | Texts | undefined {
  let at: string | Texts | undefined = texts;
  for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
  return at;
}
