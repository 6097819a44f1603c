import type { MoneyBagInput } from "../store/money.ts";
import type { Address } from "../store/types.ts";

export interface AttributeInput {
  readonly key: string;
  readonly value: string | null;
}

interface TaxLineInput {
  readonly title: string;
  readonly rate: number | string;
  readonly priceSet?: MoneyBagInput | null;
}

export interface LineItemInput {
  readonly title?: string | null;
  readonly variantTitle?: string | null;
  readonly variantId?: string | null;
  readonly productId?: string | null;
  readonly quantity: number;
  readonly sku?: string | null;
  readonly vendor?: string | null;
  readonly priceSet?: MoneyBagInput | null;
  readonly requiresShipping?: boolean | null;
  readonly taxable?: boolean | null;
  readonly giftCard?: boolean | null;
  readonly properties?: readonly { readonly name: string; readonly value: string }[] | null;
  readonly taxLines?: readonly TaxLineInput[] | null;
}

export interface OrderCreateInput {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly note?: string | null;
  readonly poNumber?: string | null;
  readonly tags?: readonly string[] | null;
  readonly test?: boolean | null;
  readonly currency?: string | null;
  readonly presentmentCurrency?: string | null;
  readonly processedAt?: string | null;
  readonly closedAt?: string | null;
  readonly customerId?: string | null;
  readonly customer?: {
    readonly toUpsert?: CustomerInput | null;
    readonly toAssociate?: { readonly id: string } | null;
  } | null;
  readonly customAttributes?: readonly AttributeInput[] | null;
  readonly shippingAddress?: Address | null;
  readonly billingAddress?: Address | null;
  readonly fulfillmentStatus?: string | null;
  readonly fulfillment?: FulfillmentInput | null;
  readonly financialStatus?: string | null;
  readonly sourceName?: string | null;
  readonly sourceIdentifier?: string | null;
  readonly discountCode?: DiscountInput | null;
  readonly lineItems?: readonly LineItemInput[] | null;
  readonly shippingLines?: readonly ShippingLineInput[] | null;
  readonly transactions?: readonly TransactionInput[] | null;
  readonly metafields?: readonly OrderMetafieldInput[] | null;
  readonly taxLines?: readonly TaxLineInput[] | null;
}

export interface OrderMetafieldInput {
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
  readonly type?: string | null;
}

interface CustomerInput {
  readonly email?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly phone?: string | null;
}

interface FulfillmentInput {
  readonly locationId: string;
  readonly notifyCustomer?: boolean | null;
  readonly trackingCompany?: string | null;
  readonly trackingNumber?: string | null;
}

interface DiscountInput {
  readonly itemFixedDiscountCode?: {
    readonly code: string;
    readonly amountSet?: MoneyBagInput | null;
  } | null;
  readonly itemPercentageDiscountCode?: {
    readonly code: string;
    readonly percentage?: number | null;
  } | null;
  readonly freeShippingDiscountCode?: { readonly code: string } | null;
}

interface ShippingLineInput {
  readonly title: string;
  readonly code?: string | null;
  readonly source?: string | null;
  readonly priceSet: MoneyBagInput;
  readonly taxLines?: readonly TaxLineInput[] | null;
}

interface TransactionInput {
  readonly kind?: string | null;
  readonly status?: string | null;
  readonly gateway?: string | null;
  readonly test?: boolean | null;
  readonly amountSet: MoneyBagInput;
}
