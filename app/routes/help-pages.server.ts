import { marked } from "marked";
import { type HelpPage, readHelpPage } from "../screens/help/help-page.ts";

const FILES = import.meta.glob<string>("../../docs/help/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

const ORDER: readonly HelpPage["kind"][] = ["article", "how_to", "questions"];

/** The pages of `docs/help`, articles first and questions last. */
export const helpPages: readonly HelpPage[] = Object.entries(FILES)
  .flatMap(([file, text]) => readHelpPage(/([^/]+)\.md$/.exec(file)?.[1] ?? "", text) ?? [])
  .toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));

/** What stands below the page's title, as HTML; the pages are our own, so nothing in them is escaped. */
export function htmlOf({ opening, sections }: HelpPage): string {
  const parts = sections.map(({ heading, text }) => `## ${heading}\n\n${text}`);
  return marked.parse([opening, ...parts].join("\n\n"), { async: false });
}
