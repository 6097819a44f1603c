import { parseArgs } from "node:util";
import { startShopifySimulator } from "./start.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    "app-url": { type: "string", default: "http://localhost:3000" },
    "client-id": { type: "string", default: "sandbox-client-id" },
    "client-secret": { type: "string", default: "sandbox-client-secret" },
    "app-toml": { type: "string", default: "shopify.app.toml" },
  },
});

const simulator = await startShopifySimulator({
  port: Number(values.port),
  appUrl: values["app-url"],
  clientId: values["client-id"],
  clientSecret: values["client-secret"],
  appToml: values["app-toml"],
  onError: (error) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  },
});
process.stdout.write(`ready ${simulator.url}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void simulator.close().then(() => process.exit(0));
  });
}
