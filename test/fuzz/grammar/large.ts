import type { Chance } from "../../simulation/chance.ts";
import type { BodyFormat } from "../../../app/domain/mapping/document/read-document.ts";

const MEGABYTE = 1024 * 1024;
/** A little less than the limit, for what stands around the repeated part. */
const ROOM = MEGABYTE - 4096;

interface Shape {
  readonly start: string;
  readonly part: (at: number) => string;
  readonly end: string;
}

const shape = (start: string, part: string | ((at: number) => string), end: string): Shape => ({
  start,
  part: typeof part === "string" ? () => part : part,
  end,
});

/** Bodies of up to a megabyte whose every byte is made to be slow. */
const SHAPES: Readonly<Record<BodyFormat, readonly [Shape, ...Shape[]]>> = {
  json: [
    shape('{"a":"', "x", '"}'),
    shape('{"a":"', "\\u0041", '"}'),
    shape('{"a":"', "\\n", '"}'),
    shape('{"a":[', "[],", "1]}"),
    shape('{"a":[', "12345678901234567890,", "1]}"),
    shape('{"a":[', "1.2345678901234567,", "1]}"),
    shape("[", '{"order":{"name":"#1001"},"status":"shipped"},', "{}]"),
    shape('{"items":[', '{"sku":"A","quantity":1,"id":1},', "{}]}"),
    shape("{", (at) => `"name ${String(at)}":1,`, '"z":1}'),
    shape("{", '"order":1,', '"order":2}'),
    shape("", "\n", "}"),
    shape("", " ", '{"status":"shipped"}'),
    shape("", "[", ""),
  ],
  xml: [
    shape("<a>", "<b/>", "</a>"),
    shape("<a>", "<b c='1'>d</b>", "</a>"),
    shape("<a>", "&#65;", "</a>"),
    shape("<a>", "<![CDATA[x]]>", "</a>"),
    shape("<a>", "<!---->x", "</a>"),
    shape("<a ", (at) => `n${String(at)}="v" `, "/>"),
    shape("", "&", ""),
    shape("", "<a>", ""),
    shape("<a", " ", "/>"),
    shape("<!DOCTYP", "x", ">"),
  ],
  form: [
    shape("a=", "+", ""),
    shape("a=", "%", ""),
    shape("a=", "%41", ""),
    shape("", (at) => `a${String(at)}=b&`, "c=d"),
    shape("", "&", "a=b"),
  ],
};

export function makeLarge(chance: Chance, format: BodyFormat): string {
  const { start, part, end } = chance.pick(SHAPES[format]);
  const size = chance.bool(0.5) ? ROOM : chance.between(64 * 1024, ROOM);
  const parts: string[] = [];
  for (let length = 0, at = 0; ; at++) {
    const next = part(at);
    length += next.length;
    if (length > size) return start + parts.join("") + end;
    parts.push(next);
  }
}
