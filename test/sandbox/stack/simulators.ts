import type { Program } from "../processes/program.ts";
import { startProgram } from "../processes/program.ts";
import type { Keys } from "./keys.ts";

export interface Simulator {
  readonly program: Program;
  readonly url: string;
}

export interface ShopifyPlan {
  readonly port: number;
  readonly appUrl: string;
  readonly keys: Keys;
}

export async function startShopify({ port, appUrl, keys }: ShopifyPlan): Promise<Simulator> {
  return await started(
    startProgram({
      name: "Shopify simulator",
      script: "test/sandbox/shopify/main.ts",
      parameters: [
        ["--port", String(port)],
        ["--app-url", appUrl],
        ["--client-id", keys.clientId],
        ["--client-secret", keys.clientSecret],
        ["--app-toml", "shopify.app.toml"],
      ].flat(),
      environment: {},
    }),
  );
}

/** `timeScale` stretches the waits between the OMS's retries; 1 is real time. */
export async function startOms(port: number, timeScale: number): Promise<Simulator> {
  return await started(
    startProgram({
      name: "OMS simulator",
      script: "test/sandbox/oms/main.ts",
      parameters: ["--port", String(port), "--time-scale", String(timeScale)],
      environment: {},
    }),
  );
}

/** Both simulators say `ready <url>`. */
async function started(program: Program): Promise<Simulator> {
  const [, url] = await program.line(/^ready (\S+)$/);
  return { program, url: url ?? "" };
}
