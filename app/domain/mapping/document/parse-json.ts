import { emptyObject, MAX_DEPTH, MAX_NODES, NO_DUPLICATES } from "./value.ts";
import type { Document, DocumentObject, DocumentValue, Unreadable } from "./value.ts";
import { lineAndColumn } from "./line-and-column.ts";
import { readString } from "./json-string.ts";
import { losslessNumber } from "./lossless-number.ts";

/** Names of one object: above this JavaScript's objects become slow. */
const MAX_MEMBERS = 2_000;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;

/**
 * Reads JSON as RFC 8259 has it, and nothing laxer.
 *
 * Unlike `JSON.parse` it keeps numbers that do not fit (20-digit ids) as their
 * text, notes names that occur twice, stops at a depth and a number of values,
 * and says line and column of a mistake.
 */
export function parseJson(text: string): Document | Unreadable {
  try {
    return new JsonReader(text).read();
  } catch (error) {
    if (error instanceof JsonStop) return { code: error.code, at: error.at, detail: error.message };
    throw error;
  }
}

/** Ends the reading of a text that is no JSON or too much of it; never leaves this file. */
class JsonStop extends Error {
  readonly code: "json_syntax" | "too_deep" | "too_large";
  readonly at: string;

  constructor(code: JsonStop["code"], at: string, message: string) {
    super(message);
    this.code = code;
    this.at = at;
  }
}

class JsonReader {
  readonly #text: string;
  #position = 0;
  #depth = 0;
  #nodes = 0;
  #duplicates: Map<DocumentObject, Set<string>> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Document {
    const root = this.#value();
    this.#skipSpace();
    if (this.#position < this.#text.length) this.#fail("Something follows the end of the JSON.");
    return { root, valueMayBeList: false, duplicates: this.#duplicates ?? NO_DUPLICATES };
  }

  #value(): DocumentValue {
    if (++this.#nodes > MAX_NODES) {
      this.#stop("too_large", `The JSON holds more than ${String(MAX_NODES)} values.`);
    }
    this.#skipSpace();
    switch (this.#text[this.#position]) {
      case "{":
        return this.#nested(() => this.#object());
      case "[":
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
      case undefined:
        return this.#fail("The JSON ends too early.");
      default:
        return this.#literal();
    }
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) {
      this.#stop("too_deep", `The JSON is nested more than ${String(MAX_DEPTH)} levels deep.`);
    }
    this.#position++;
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): DocumentObject {
    const object = emptyObject();
    if (this.#take("}")) return object;
    let members = 0;
    do {
      if (++members > MAX_MEMBERS) {
        this.#stop("too_large", `An object holds more than ${String(MAX_MEMBERS)} members.`);
      }
      this.#skipSpace();
      if (this.#text[this.#position] !== '"')
        this.#fail("A name in double quotes is expected here.");
      const name = this.#string();
      if (!this.#take(":")) this.#fail('A ":" is expected here.');
      if (name in object) this.#noteDuplicate(object, name);
      object[name] = this.#value();
    } while (this.#take(","));
    if (!this.#take("}")) this.#fail('A "," or "}" is expected here.');
    return object;
  }

  #array(): DocumentValue[] {
    const array: DocumentValue[] = [];
    if (this.#take("]")) return array;
    do array.push(this.#value());
    while (this.#take(","));
    if (!this.#take("]")) this.#fail('A "," or "]" is expected here.');
    return array;
  }

  #string(): string {
    const read = readString(this.#text, this.#position);
    this.#position = read.end;
    return read.value ?? this.#fail("This text in quotes is not valid JSON.");
  }

  #literal(): DocumentValue {
    for (const [word, value] of LITERALS) {
      if (this.#text.startsWith(word, this.#position)) {
        this.#position += word.length;
        return value;
      }
    }
    NUMBER.lastIndex = this.#position;
    const source = NUMBER.exec(this.#text)?.[0];
    if (source === undefined) return this.#fail("No JSON value starts here.");
    this.#position += source.length;
    return losslessNumber(source);
  }

  #take(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#position] !== character) return false;
    this.#position++;
    return true;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#position);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#position++;
    }
  }

  #noteDuplicate(object: DocumentObject, name: string): void {
    this.#duplicates ??= new Map();
    const names = this.#duplicates.get(object) ?? new Set<string>();
    this.#duplicates.set(object, names.add(name));
  }

  #fail(detail: string): never {
    return this.#stop("json_syntax", detail);
  }

  #stop(code: JsonStop["code"], detail: string): never {
    const { line, column } = lineAndColumn(this.#text, this.#position);
    throw new JsonStop(code, `${line}:${column}`, `${detail} (line ${line}, column ${column})`);
  }
}
