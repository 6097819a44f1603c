import { choosePorts } from "./stack/ports.ts";
import type { Sandbox } from "./stack/sandbox.ts";
import { startSandbox } from "./stack/sandbox.ts";

/** Starts everything, says where it is, and keeps it running until Ctrl-C. */
export async function runInteractive(say: (line: string) => void): Promise<void> {
  const asked = askedToStop();
  const sandbox = await startSandbox({ ports: await choosePorts(say), say });
  say(instructions(sandbox));
  await Promise.race([asked, ...sandbox.programs.map((program) => program.ended)]);
  for (const program of sandbox.programs.filter((one) => !one.isRunning())) {
    say(`\n${program.name} ended by itself:\n${program.lastLines().slice(-30).join("\n")}`);
    process.exitCode = 1;
  }
  say("\nstopping …");
  await sandbox.stop();
}

function instructions({ adminUrl, ordersUrl, omsUrl, customerUrl, thankYouUrl }: Sandbox): string {
  return `
ready

  Shopify admin, with the app   ${adminUrl}
  Shopify admin, orders         ${ordersUrl}
  OMS                           ${omsUrl}
  Customer's order status       ${customerUrl}
  Customer's thank-you page     ${thankYouUrl}

  1. Open the app in the admin, choose "Connect a source", and copy the URL and the secret.
  2. Enter both in the OMS under "Webhook and faults".
  3. Click "Ship" on an order in the OMS, and watch it become fulfilled in the admin's orders,
     and its package on the customer's order status page. Handoff's block on the admin's order
     page says whether the systems agree.

  To have more orders, create them in the admin and click "Import from Shopify" in the OMS.
  Ctrl-C stops everything and forgets it.
`;
}

/** Resolves at the first Ctrl-C or SIGTERM. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}
