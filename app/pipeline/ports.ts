/** Every interface that the pipeline needs, by the part of a message's path that needs it. */
export type * from "./ports/comparisons.ts";
export type * from "./ports/fetches.ts";
export type * from "./ports/flow.ts";
export type * from "./ports/alerts.ts";
export type * from "./ports/intake.ts";
export type * from "./ports/messages.ts";
export type * from "./ports/order-fields.ts";
export type * from "./ports/orders.ts";
export type * from "./ports/shapes.ts";
export type * from "./ports/shop-share.ts";
export type * from "./ports/outgoing.ts";
export type * from "./ports/outside.ts";
export type * from "./ports/polling.ts";
export type * from "./ports/reconciliation.ts";
export type * from "./ports/runs.ts";
export type * from "./ports/source-logs.ts";
export type * from "./ports/sources.ts";
