import type { Chance } from "../../simulation/chance.ts";

const INSERTIONS = [
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
  "&x;",
  "&#0;",
  "&#x110000;",
  "&amp;".repeat(30),
  "<![CDATA[<b>]]>",
  "<![CDATA[",
  "]]>",
  "<!-- -- -->",
  "<?php x ?>",
  "<a:b xmlns:a='urn:x'>1</a:b>",
  "<b/>",
  "<b a='1' a='2'/>",
  "</b>",
  "<1/>",
  "<",
  "\u0001",
  "<item>".repeat(70) + "</item>".repeat(70),
] as const;

/** Changes an XML document by its grammar, a few times: elements doubled, emptied, renamed, and what parsers fear. */
export function mutateXml(chance: Chance, text: string): string {
  let xml = text;
  for (let times = chance.between(1, 4); times > 0; times--) xml = mutate(chance, xml);
  return xml;
}

function mutate(chance: Chance, xml: string): string {
  const elements = [...xml.matchAll(/<([A-Za-z]\w*)>([^<]*)<\/\1>/g)];
  const element = elements[chance.int(Math.max(1, elements.length))];
  const whole = element?.[0] ?? "";
  const [, name = "a"] = element ?? [];
  const at = chance.int(xml.length + 1);
  const changes = [
    () => xml.slice(0, at) + chance.pick(INSERTIONS) + xml.slice(at),
    () => xml.replace(whole, whole.repeat(chance.between(0, 40))),
    () => xml.replace(whole, `<${name}/>`),
    () =>
      xml.replace(
        whole,
        `<${name}>${chance.pick(["", " ", "0", "-1", "1e9", "N/A", "&lt;"])}</${name}>`,
      ),
    () => xml.replaceAll(`${name}>`, `${name.toUpperCase()}>`),
    () =>
      xml.replace(
        /^<\?xml[^>]*\?>/,
        chance.pick(["", '<?xml version="1.1"?>', '<?xml version="1.0" encoding="UTF-16"?>']),
      ),
  ] as const;
  return chance.pick(changes)();
}
