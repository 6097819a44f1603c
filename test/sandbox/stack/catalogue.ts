/** The two places of every shop in the sandbox; the lamp lies in the outlet, all else in the main warehouse. */
export const MAIN_WAREHOUSE = "Main warehouse";
export const OUTLET = "Outlet";

/** What every shop in the sandbox sells. */
export type Sku = "MUG-BLUE" | "TEE-M" | "LAMP";
