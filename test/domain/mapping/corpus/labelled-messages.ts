/** A message of one channel of one merchant, with what a person of their operations says of it. */
export interface LabelledMessage {
  readonly label: "right" | "wrong";
  readonly why: string;
  readonly payload: {
    readonly channel: string;
    readonly account?: string;
    readonly order: string;
    readonly status: string;
    readonly at?: string;
    readonly carrier?: string;
    readonly number?: string;
    readonly warehouse?: string;
    readonly gate?: string;
    readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
  };
}

const ORDER = { order: "#1001", status: "shipped", at: "2026-01-14T09:30:00Z" };
const MUG = [{ sku: "MUG-BLUE", quantity: 2 }];

type Fields = Partial<LabelledMessage["payload"]>;

function of(channel: string) {
  const message = (label: LabelledMessage["label"]) => (why: string, fields: Fields) => ({
    label,
    why,
    payload: { ...ORDER, channel, ...fields },
  });
  return { right: message("right"), wrong: message("wrong") };
}

const web = of("web");
const outlet = of("outlet");
const marketplace = of("marketplace");
const pos = of("pos");
const b2b = of("b2b-eu");

/** Five channels of one source, whose rules contradict each other. */
export const LABELLED_MESSAGES: readonly LabelledMessage[] = [
  web.right("UPS with its number", { carrier: "UPS", number: "1Z999AA10123456784" }),
  web.right("DHL with its number", { carrier: "dhl ", number: "JJD000390007827000000" }),
  web.right("a delivery needs no number again", { status: "delivered" }),
  web.wrong("shipped without a number", { carrier: "UPS" }),
  web.wrong("an order number as tracking number", { carrier: "UPS", number: "SO-1001" }),
  web.wrong("a carrier that nobody booked", { carrier: "Uncle Bob", number: "1Z999AA10123456784" }),

  outlet.right("letter mail has no number", { carrier: "Letter", lines: MUG }),
  outlet.right("a parcel has one", { carrier: "UPS", number: "1Z999AA10123456784", lines: MUG }),
  outlet.wrong("nobody says what was in it", { carrier: "Letter" }),

  marketplace.right("its own carrier, its own numbers", {
    carrier: "Marketplace Logistics",
    number: "TBA123456789012",
    lines: [{ sku: "MP-77001", quantity: 1 }],
  }),
  marketplace.right("two of its articles", {
    carrier: "Marketplace Logistics",
    number: "TBA123456789013",
    lines: [
      { sku: "MP-77001", quantity: 1 },
      { sku: "MP-77002", quantity: 3 },
    ],
  }),
  marketplace.wrong("our article number, which the marketplace does not know", {
    carrier: "Marketplace Logistics",
    number: "TBA123456789014",
    lines: MUG,
  }),
  marketplace.wrong("a number of another carrier", {
    carrier: "Marketplace Logistics",
    number: "1Z999AA10123456784",
    lines: [{ sku: "MP-77001", quantity: 1 }],
  }),

  pos.right("handed over in the shop", { status: "picked_up", warehouse: "Berlin" }),
  pos.right("without a time of its own", { status: "picked_up", warehouse: "Paris", at: "" }),
  pos.wrong("in no shop", { status: "picked_up" }),
  pos.wrong("in a shop that is closed for good", { status: "picked_up", warehouse: "Rome" }),

  b2b.right("our own lorry through a gate", { account: "4711", gate: "7", lines: MUG }),
  b2b.right("another account by forwarder", { account: "9", carrier: "Forwarder", lines: MUG }),
  b2b.right("its reference may look like anything", {
    account: "9",
    carrier: "Forwarder",
    number: "Tor 3 / 14.1.",
  }),
  b2b.wrong("our own lorry through no gate", { account: "4711", lines: MUG }),
  b2b.wrong("another account by nobody", { account: "9", lines: MUG }),
];
