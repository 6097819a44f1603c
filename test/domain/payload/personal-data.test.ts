import { describe, expect, it } from "vitest";
import { readDocument } from "../../../app/domain/mapping/document/read-document.ts";
import { hidePersonalData } from "../../../app/domain/payload/hide-personal-data.ts";
import { HIDDEN, isPersonal } from "../../../app/domain/payload/personal-data.ts";
import { receiveDocument, sendDocument } from "../../../app/domain/payload/sent-document.ts";

const read = (text: string) => {
  const document = readDocument(new TextEncoder().encode(text), "json");
  if ("root" in document) return document;
  throw new Error(document.detail);
};

describe("personal data", () => {
  it.each([
    ["customer.email", "a"],
    ["shipping_address.name", "Ada"],
    ["ShipTo.PostalCode", "10115"],
    ["order.billTo.street1", "Main 1"],
    ["recipientName", "Ada"],
    ["firstName", "Ada"],
    ["phone", "+49 30 1"],
    ["note", "write to ada@example.com please"],
    ["customer.@name", "Ada"],
    ["Recipient.#text", "Ada"],
    ["Auftrag.Kunde.Name", "Ada"],
    ["Empfänger.Straße", "Hauptstr. 1"],
    ["Lieferadresse.Ort", "Berlin"],
    ["destinataire.nom", "Ada"],
  ])("is seen at %s", (path, value) => {
    expect(isPersonal(path.split("."), value)).toBe(true);
  });

  it.each([
    ["order.name", "#1001"],
    ["carrier.name", "DHL"],
    ["tracking_number", "JD0001"],
    ["shipping_address.country_code", "DE"],
    ["customer.id", "77"],
    ["status", "shipped"],
    ["lines.name", "Blue mug"],
    ["warehouse.name", "Berlin"],
    ["order.state", "open"],
  ])("is not seen at %s", (path, value) => {
    expect(isPersonal(path.split("."), value)).toBe(false);
  });

  it("is hidden everywhere in a document, and nothing else is", () => {
    const hidden = hidePersonalData(
      read(
        '{"order":{"name":"#1","customer":{"name":"Ada","emails":["a@b.co"]}},"n":12345678901234567890}',
      ),
    );
    expect(JSON.stringify(hidden.root)).toBe(
      `{"order":{"name":"#1","customer":{"name":"${HIDDEN}","emails":["${HIDDEN}"]}},"n":"12345678901234567890"}`,
    );
  });

  it("a document arrives in the browser as it was sent, repeated names included", () => {
    const document = hidePersonalData(read('{"a":{"b":1,"b":2},"c":[{"d":1,"d":null}]}'));
    const sent = JSON.parse(JSON.stringify(sendDocument(document))) as ReturnType<
      typeof sendDocument
    >;
    const arrived = receiveDocument(sent);
    if (!("root" in arrived)) throw new Error(arrived.detail);
    expect(JSON.stringify(arrived.root)).toBe(JSON.stringify(document.root));
    expect([...arrived.duplicates.values()]).toEqual([new Set(["b"]), new Set(["d"])]);
  });
});
