import { lineAndColumn } from "./line-and-column.ts";
import { emptyObject, MAX_DEPTH } from "./value.ts";
import type { DocumentObject, DocumentValue } from "./value.ts";
import { decodeXmlText } from "./xml-text.ts";

/** Elements and attributes; a shipping notice has some hundred. */
const MAX_NODES = 20_000;

const MAX_ATTRIBUTES = 500;

const NAME = /[A-Za-z_:\u0080-\uFFFD][-.\w:\u0080-\uFFFD]*/y;
const SPACE = /[ \t\r\n]*/y;

/** Ends the reading of a text that is no XML or too much of it. */
export class XmlStop extends Error {
  readonly code: "xml_syntax" | "too_deep" | "too_large";
  readonly at: string;

  constructor(code: XmlStop["code"], at: string, message: string) {
    super(message);
    this.code = code;
    this.at = at;
  }
}

/**
 * Reads well-formed XML 1.0 without a DOCTYPE in one pass.
 *
 * It exists because the parsers at hand take up to a second for a megabyte
 * that was made to be slow (sixty thousand attributes, references, quotes);
 * this one looks at every character a fixed number of times.
 */
export class XmlReader {
  readonly #text: string;
  #position = 0;
  #depth = 0;
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** An object with the outermost element as its only member. */
  read(): DocumentObject {
    this.#skipMisc();
    if (!this.#take("<")) this.#fail("An element is expected here.");
    const root = emptyObject();
    this.#element(root);
    this.#skipMisc();
    if (this.#position < this.#text.length) this.#fail("Something follows the outermost element.");
    return root;
  }

  /** Reads an element, from after its `<`, into its parent. */
  #element(parent: DocumentObject): void {
    this.#countNode();
    const name = this.#name();
    const content = emptyObject();
    this.#attributes(content);
    if (this.#take("/>")) {
      add(parent, localName(name), valueOf(content, ""));
      return;
    }
    if (!this.#take(">")) this.#fail(`The tag ${name} is not closed.`);
    if (++this.#depth > MAX_DEPTH)
      this.#stop("too_deep", `The XML is nested more than ${String(MAX_DEPTH)} levels deep.`);
    const text = this.#content(content);
    this.#depth--;
    this.#closingTag(name);
    add(parent, localName(name), valueOf(content, text));
  }

  /** Reads children into an object up to the closing tag; gives the text between them. */
  #content(content: DocumentObject): string {
    let text = "";
    for (;;) {
      const next = this.#text.indexOf("<", this.#position);
      if (next < 0) this.#fail("The XML ends too early.");
      text += this.#decode(this.#text.slice(this.#position, next));
      this.#position = next;
      if (this.#take("<![CDATA[")) text += this.#until("]]>");
      else if (this.#take("<!--")) this.#until("-->");
      else if (this.#take("<?")) this.#until("?>");
      else if (this.#text.startsWith("</", next)) return text.trim();
      else {
        this.#position++;
        this.#element(content);
      }
    }
  }

  #attributes(content: DocumentObject): void {
    let count = 0;
    while (this.#hasAttribute()) {
      if (++count > MAX_ATTRIBUTES) this.#stop("too_large", "An element has too many attributes.");
      this.#countNode();
      const name = this.#name();
      this.#skipSpace();
      if (!this.#take("=")) this.#fail(`The attribute ${name} has no value.`);
      this.#skipSpace();
      const quote = this.#text[this.#position] ?? "";
      if (quote !== '"' && quote !== "'") this.#fail(`The value of ${name} is not in quotes.`);
      this.#position++;
      const value = this.#until(quote);
      if (value.includes("<")) this.#fail(`The value of ${name} holds a "<".`);
      this.#addAttribute(content, name, this.#decode(value));
    }
  }

  /** Whether, after white space, the tag goes on with an attribute. */
  #hasAttribute(): boolean {
    this.#skipSpace();
    return !this.#isAt(">") && !this.#isAt("/>");
  }

  #addAttribute(content: DocumentObject, name: string, value: string): void {
    if (name === "xmlns" || name.startsWith("xmlns:")) return;
    const key = `@${localName(name)}`;
    if (key in content) this.#fail(`The attribute ${name} comes twice.`);
    content[key] = value;
  }

  #closingTag(name: string): void {
    this.#position += "</".length;
    const closing = this.#name();
    if (closing !== name) this.#fail(`The tag ${name} is closed by ${closing}.`);
    this.#skipSpace();
    if (!this.#take(">")) this.#fail(`The closing tag ${name} is not complete.`);
  }

  /** Comments, instructions and white space outside the outermost element. */
  #skipMisc(): void {
    for (;;) {
      this.#skipSpace();
      if (this.#take("<!--")) this.#until("-->");
      else if (this.#take("<?")) this.#until("?>");
      else return;
    }
  }

  #name(): string {
    NAME.lastIndex = this.#position;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined || name.endsWith(":")) return this.#fail("A name is expected here.");
    this.#position += name.length;
    return name;
  }

  #decode(text: string): string {
    return (
      decodeXmlText(text) ??
      this.#fail('An "&" here begins nothing that XML knows; write &amp; instead.')
    );
  }

  #until(end: string): string {
    const start = this.#position;
    const found = this.#text.indexOf(end, start);
    if (found < 0) this.#fail(`A ${end} is missing.`);
    this.#position = found + end.length;
    return this.#text.slice(start, found);
  }

  #isAt(text: string): boolean {
    return this.#text.startsWith(text, this.#position);
  }

  #take(text: string): boolean {
    if (!this.#isAt(text)) return false;
    this.#position += text.length;
    return true;
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#position;
    this.#position += SPACE.exec(this.#text)?.[0].length ?? 0;
  }

  #countNode(): void {
    if (++this.#nodes > MAX_NODES)
      this.#stop("too_large", `The XML holds more than ${String(MAX_NODES)} parts.`);
  }

  #fail(detail: string): never {
    return this.#stop("xml_syntax", detail);
  }

  #stop(code: XmlStop["code"], detail: string): never {
    const { line, column } = lineAndColumn(this.#text, this.#position);
    throw new XmlStop(code, `${line}:${column}`, `${detail} (line ${line}, column ${column})`);
  }
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

/** An element without attributes and children is its text. */
function valueOf(content: DocumentObject, text: string): DocumentValue {
  if (Object.keys(content).length === 0) return text;
  if (text !== "") content["#text"] = text;
  return content;
}

function add(parent: DocumentObject, name: string, value: DocumentValue): void {
  const before = parent[name];
  if (before === undefined) parent[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else parent[name] = [before, value];
}
