interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

export interface MoneyBag {
  readonly shopMoney: Money;
  readonly presentmentMoney: Money;
}

/** Shopify writes 10 as `10.0` and 2.55 as `2.55`. */
function decimal(value: number): string {
  const text = (Math.round(value * 100) / 100).toString();
  return text.includes(".") ? text : `${text}.0`;
}

export function money(value: number, currencyCode: string): Money {
  return { amount: decimal(value), currencyCode };
}

export function moneyBag(value: number, currency: string, presentment?: Money): MoneyBag {
  const shopMoney = money(value, currency);
  return { shopMoney, presentmentMoney: presentment ?? shopMoney };
}

export function amountOf(bag: MoneyBag | null | undefined): number {
  return bag === null || bag === undefined ? 0 : Number(bag.shopMoney.amount);
}

/** A money bag as an input gives it, with amounts in Shopify's spelling. */
export function moneyBagOf(input: MoneyBagInput | null | undefined, currency: string): MoneyBag {
  if (input === null || input === undefined) return moneyBag(0, currency);
  const shop = money(Number(input.shopMoney.amount), input.shopMoney.currencyCode);
  const presentment = input.presentmentMoney;
  return {
    shopMoney: shop,
    presentmentMoney: presentment
      ? money(Number(presentment.amount), presentment.currencyCode)
      : shop,
  };
}

export interface MoneyBagInput {
  readonly shopMoney: { readonly amount: string | number; readonly currencyCode: string };
  readonly presentmentMoney?: {
    readonly amount: string | number;
    readonly currencyCode: string;
  } | null;
}

export function timesBag(bag: MoneyBag, factor: number): MoneyBag {
  const scale = (part: Money): Money => money(Number(part.amount) * factor, part.currencyCode);
  return { shopMoney: scale(bag.shopMoney), presentmentMoney: scale(bag.presentmentMoney) };
}
