/** What a page of help is, as search engines call it too. */
export type HelpKind = "article" | "how_to" | "questions";

/** A part of a page below its own heading: a topic, a step or a question. */
export interface HelpSection {
  readonly heading: string;
  /** Markdown. */
  readonly text: string;
}

/** A page of `docs/help`. */
export interface HelpPage {
  /** Its place in the address, `/help/questions`. */
  readonly name: string;
  readonly kind: HelpKind;
  /** When it was last changed, `2026-11-21`. */
  readonly date: string;
  readonly title: string;
  /** One sentence or two. */
  readonly description: string;
  /** Markdown before the first section. */
  readonly opening: string;
  readonly sections: readonly HelpSection[];
}

const KINDS: readonly string[] = ["article", "how_to", "questions"] satisfies HelpKind[];

/** Reads a page of help; null where it is not built as one: a head of `kind`, `date` and `description`, one title, sections. */
export function readHelpPage(name: string, text: string): HelpPage | null {
  const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const facts = new Map(head.split("\n").map((line) => splitOnce(line, ": ")));
  const [first = "", ...parts] = body.split(/^## /m);
  const [, title, opening = ""] = /^\s*# ([^\n]+)\n(.*)$/s.exec(first) ?? [];
  const kind = facts.get("kind") ?? "";
  const [date, description] = [facts.get("date"), facts.get("description")];
  if (title === undefined || date === undefined || description === undefined) return null;
  if (!isKind(kind) || parts.length === 0) return null;
  const sections = parts.map((part): HelpSection => {
    const [heading, rest] = splitOnce(part, "\n");
    return { heading, text: rest.trim() };
  });
  return { name, kind, date, title, description, opening: opening.trim(), sections };
}

function isKind(text: string): text is HelpKind {
  return KINDS.includes(text);
}

function splitOnce(text: string, by: string): readonly [string, string] {
  const at = text.indexOf(by);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + by.length)];
}
