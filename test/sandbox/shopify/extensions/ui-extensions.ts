import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";

/** What the app shows on a page of Shopify's, as its TOML declares it. */
export interface UiExtension {
  readonly handle: string;
  readonly target: string;
  /** Keys of the order's metafields that it asked to be given. */
  readonly metafields: readonly string[];
  /** Its texts by language; the default one first. */
  readonly locales: Readonly<Record<string, Texts>>;
}

/** Texts under their keys; plurals are nested like everything else. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** What it is called in that language, or in its default one. */
export function nameOf({ handle, locales }: UiExtension, language: string): string {
  const name = (locales[language] ?? Object.values(locales)[0])?.["name"];
  return typeof name === "string" ? name : handle;
}

type Table = Readonly<Record<string, unknown>>;

const DEFAULT = ".default.json";

/** What Shopify would learn of UI extensions at deploy. */
export function readUiExtensions(folder: string): readonly UiExtension[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name, "shopify.extension.toml");
    return existsSync(file) ? uiExtensionsIn(join(folder, name), file) : [];
  });
}

function uiExtensionsIn(folder: string, file: string): readonly UiExtension[] {
  const toml: Table = parse(readFileSync(file, "utf8"));
  return (toml["extensions"] as readonly Table[])
    .filter(({ type }) => type === "ui_extension")
    .map(({ handle, targeting, metafields }) => ({
      handle: String(handle),
      target: String((targeting as readonly Table[])[0]?.["target"]),
      metafields: ((metafields ?? []) as readonly Table[]).map(({ key }) => String(key)),
      locales: localesIn(join(folder, "locales")),
    }));
}

function localesIn(folder: string): Readonly<Record<string, Texts>> {
  const files = readdirSync(folder).toSorted(
    (a, b) => Number(b.endsWith(DEFAULT)) - Number(a.endsWith(DEFAULT)),
  );
  return Object.fromEntries(
    files.map((file) => [
      file.replace(/(\.default)?\.json$/, ""),
      JSON.parse(readFileSync(join(folder, file), "utf8")) as Texts,
    ]),
  );
}
