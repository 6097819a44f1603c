import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";

/** A sentence of the source code, its holes filled with marks. */
export interface DomainSentence {
  readonly place: string;
  readonly text: string;
  readonly marks: readonly string[];
}

const APP = new URL("../../app/", import.meta.url);

/** Where sentences are said that a screen shows. */
const FOLDERS = ["domain", "pipeline", "commands", "adapters/oms", "adapters/notify"];

/** Texts that no screen shows: they have words of their own, or are for senders, terminals and logs. */
const NOT_SHOWN = [
  /^domain\/alerting\//,
  /^domain\/diagnosis\//,
  /^domain\/flow\//,
  /^domain\/order-status\//,
  /^domain\/outgoing\/event-text\.ts$/,
  /^domain\/session-token\//,
  /^domain\/source-log\//,
  /^pipeline\/intake\//,
  /^domain\/storefront\/carriers\.ts$/,
  /slack-body\.ts$/,
];

/** Sentences that are put together from parts; `said.test.ts` tries them as they come out. */
const IN_PARTS = [
  /^Give \d+ here\d+\.$/,
  /^The \d+ \d+ is missing\.$/,
  /^\d+ s\); the time here is \d+\.$/,
];

/** Every literal of these folders that is a whole sentence. */
export function domainSentences(): readonly DomainSentence[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, APP), { recursive: true, encoding: "utf8" })
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith(".ts") && !NOT_SHOWN.some((path) => path.test(file))),
  ).flatMap(sentencesOf);
}

function sentencesOf(file: string): readonly DomainSentence[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(new URL(file, APP), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: DomainSentence[] = [];
  const visit = (node: ts.Node): void => {
    const literal = isDescription(node) ? null : literalOf(node);
    if (literal !== null && isSentence(literal.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ place: `${file}:${String(line + 1)}`, ...literal });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

/** What a schema says of itself, for its own document. */
function isDescription({ parent }: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === "description";
}

function literalOf(node: ts.Node): Pick<DomainSentence, "text" | "marks"> | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return { text: node.text, marks: [] };
  }
  if (!ts.isTemplateExpression(node)) return null;
  // A number fits into holes of both kinds.
  const marks = node.templateSpans.map((_, index) => String(7001 + index));
  const parts = node.templateSpans.map(
    ({ literal }, index) => `${marks[index] ?? ""}${literal.text}`,
  );
  return { text: node.head.text + parts.join(""), marks };
}

function isSentence(text: string): boolean {
  return /^["“A-Z\d][^]* [^]*[.:]$/.test(text) && !IN_PARTS.some((part) => part.test(text));
}
