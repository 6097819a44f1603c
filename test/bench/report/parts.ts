/** What each part measures, in the order in which they run and are told of. */
export const MEANINGS: Readonly<Record<string, string>> = {
  intake:
    "Taking in a delivery, beside a server that keeps nothing and beside what apps usually do",
  flood:
    "Ten times what is sustained, sent by the clock, and as many senders as there are; then ordinary traffic",
  lanes: "What a claim costs in a long queue, and how long quiet shops wait beside one that floods",
  budget:
    "Several workers on one shop's bucket of Shopify's points, with more orders than it allows",
  heal: "Orders of whose webhooks none arrived, healed by polling",
  reconcile: "One reconciliation of a shop with many orders",
  mapping: "Interpreting a payload",
  screens: "Every list, filter, search and detail of a shop with a history, in a real browser",
  "order-status": "What customers' order status pages ask",
  kills:
    "A web or worker process is killed each second, and PostgreSQL at even distances, while a source sends",
  rolling: "Two web processes are restarted in turn while a source sends without a pause",
};
