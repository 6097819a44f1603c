import { MAIN_WAREHOUSE, OUTLET } from "./catalogue.ts";
import { openOmsAccount } from "./oms-client.ts";
import { openStore } from "./store-client.ts";

export interface Simulators {
  readonly shopifyUrl: string;
  readonly omsUrl: string;
}

const HANDLE = "demo";

const ORDERS = [
  [
    { sku: "MUG-BLUE", quantity: 2 },
    { sku: "TEE-M", quantity: 1 },
  ],
  [{ sku: "TEE-M", quantity: 3 }],
  [
    { sku: "MUG-BLUE", quantity: 1 },
    { sku: "LAMP", quantity: 1 },
  ],
  [{ sku: "LAMP", quantity: 2 }],
] as const;

/** A store with products, two locations and a few orders, and the same orders in the OMS. Answers its handle. */
export async function openDemoStore({ shopifyUrl, omsUrl }: Simulators): Promise<string> {
  const store = await openStore(shopifyUrl, HANDLE);
  for (const lines of ORDERS) await store.createOrder(lines);
  const oms = await openOmsAccount(omsUrl, {
    id: HANDLE,
    name: "Demo store",
    locations: [MAIN_WAREHOUSE, OUTLET],
  });
  await oms.importOrders({ shopifyUrl, shop: store.shop });
  return HANDLE;
}
