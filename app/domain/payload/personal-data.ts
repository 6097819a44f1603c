import { wordsOf } from "../mapping/lint/similar-name.ts";

/** What stands in place of a hidden value; no payload's own value looks like it. */
export const HIDDEN = "••••••";

/** Names whose values are about a person wherever they stand. */
const PERSONAL = new RegExp(
  `(?:^| )(?:${[
    "e ?mail(?: address)?",
    "(?:tele|mobile |cell)?phone(?: number)?",
    "mobile",
    "fax",
    "(?:first|last|sur|given|family|full|middle) ?name",
    "(?:customer|recipient|contact|consignee|receiver|buyer|ship to|bill to|billing|signed by)(?: name)?",
    "street(?: name)?(?: ?[1-4])?",
    "house number",
    "address(?: line)?(?: ?[1-4])?",
    "line [1-4]",
    "zip(?: ?code)?",
    "post(?:al)? ?code",
    "birth ?(?:day|date)",
    "date of birth",
    "ip(?: address)?",
    "remote addr",
    "iban",
    "(?:tax|vat) (?:id|number)",
    "latitude",
    "longitude",
    "(?:customer|gift) (?:note|message)",
    "(?:vor|nach|familien)name|(?:haus|telefon|handy|mobil)nummer|telefon|handy",
    "strasse(?: nr)?|postleitzahl|plz|geburtsdatum|ust ?id(?: nr)?",
    "prenom|nom de famille|courriel|telephone|rue|code postal",
    "apellidos?|correo(?: electronico)?|telefono|calle|codigo postal|direccion",
  ].join("|")})$`,
);

/** Objects that describe a person or where one lives. */
const PERSON =
  /(?:^| )(?:customer|recipient|consignee|receiver|contact|buyer|purchaser|consumer|person|address|addresses|ship ?to|bill ?to|sold ?to|deliver ?to|destination|kunde|kaufer|besteller|empfanger|empfaenger|ansprechpartner|\w*(?:adresse|anschrift)|client|acheteur|destinataire|cliente|comprador|destinatario|klant)$/;

/** Names that are about the person only inside such an object. */
const WITHIN_PERSON =
  /^(?:name|first|last|title|salutation|company|city|town|county|province|district|attention|attn|note|line ?\d|\d|firma|ort|stadt|nom|ville|nombre|ciudad|naam)$/;

const EMAIL = /[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}/i;

/**
 * Whether a value is likely to be about a person: by the names that lead to
 * it, outermost first (places in lists do not count), or by its look.
 *
 * A guess that errs on the side of hiding. Numbers of orders, parcels and
 * things, and countries, are not personal.
 */
export function isPersonal(names: readonly string[], text: string): boolean {
  if (EMAIL.test(text)) return true;
  const [own = "", ...above] = names
    .filter((name) => name !== "#text")
    .map((name) => wordsOf(withoutMarks(name)))
    .reverse();
  if (PERSONAL.test(own)) return true;
  return WITHIN_PERSON.test(own) && above.slice(0, 2).some((name) => PERSON.test(name));
}

/** Letters without accents, as the patterns have them. */
function withoutMarks(name: string): string {
  return name.normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll("ß", "ss");
}
