import { amountOf, moneyBag, timesBag, type MoneyBag } from "../store/money.ts";
import type { LineItem, Order } from "../store/types.ts";

function lineTotal(line: LineItem, quantity: number): MoneyBag {
  return timesBag(line.unitPrice, quantity);
}

function linesTotal(order: Order, quantityOf: (line: LineItem) => number): number {
  return sum(order.lineItems.map((line) => amountOf(lineTotal(line, quantityOf(line)))));
}

export function shippingTotal(order: Order): number {
  return sum(order.shippingLines.map((line) => amountOf(line.originalPriceSet)));
}

export function taxTotal(order: Order): number {
  const lines = [...order.lineItems, ...order.shippingLines].flatMap((line) => line.taxLines);
  return sum(lines.map((tax) => amountOf(tax.priceSet)));
}

export function originalTotal(order: Order): number {
  return (
    linesTotal(order, (line) => line.quantity) +
    shippingTotal(order) +
    taxTotal(order) -
    order.discount
  );
}

/** What the order costs now: nothing once it is cancelled. */
export function currentTotal(order: Order): number {
  if (order.cancelDone) return 0;
  const lines = linesTotal(order, (line) => line.currentQuantity);
  return lines + shippingTotal(order) + taxTotal(order) - order.discount;
}

export function subtotal(order: Order): number {
  return linesTotal(order, (line) => line.quantity) - order.discount;
}

export function received(order: Order): number {
  const paid = order.transactions.filter(
    (t) => t.status === "SUCCESS" && (t.kind === "SALE" || t.kind === "CAPTURE"),
  );
  return sum(paid.map((transaction) => amountOf(transaction.amountSet)));
}

export function outstanding(order: Order): number {
  return Math.max(0, currentTotal(order) - (received(order) - order.refunded));
}

/** Null for an order without transactions, as recorded. */
export function displayFinancialStatus(order: Order): string | null {
  const paid = received(order);
  if (order.refunded > 0 && paid > 0) {
    return order.refunded >= paid ? "REFUNDED" : "PARTIALLY_REFUNDED";
  }
  if (paid > 0) return paid + 0.001 >= originalTotal(order) ? "PAID" : "PARTIALLY_PAID";
  const authorized = order.transactions.some((t) => t.kind === "AUTHORIZATION");
  if (authorized) return "AUTHORIZED";
  return order.transactions.length > 0 ? "PENDING" : null;
}

export function bag(order: Order, value: number): MoneyBag {
  return moneyBag(value, order.currencyCode);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
