import type { EventBody } from "./event-body.ts";

const MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** What XML 1.0 cannot hold, however it is escaped. */
// eslint-disable-next-line no-control-regex -- these are the characters that it is about
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_IN_XML, "\ufffd")
    .replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
}

/** An element for each member of its name, `<item>` for each entry of a list, an empty element for null. */
function element(name: string, value: unknown): string {
  if (value === undefined) return "";
  const inner = content(value);
  return inner === "" ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function content(value: unknown): string {
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map((entry) => element("item", entry)).join("");
  return Object.entries(value ?? {})
    .map(([name, part]) => element(name, part))
    .join("");
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** The same content as the JSON of an event. */
export function eventXml(body: EventBody): string {
  return `${DECLARATION}${element("event", body)}`;
}

/** The same content as the JSON of any answer. */
export function answerXml(name: string, value: object): string {
  return `${DECLARATION}${element(name, value)}`;
}
