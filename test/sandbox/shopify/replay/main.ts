import { fileURLToPath } from "node:url";
import { startShopifySimulator } from "../start.ts";
import { playRecording } from "./play.ts";
import { loadRecordings } from "./recording.ts";
import { table, type Played } from "./table.ts";
import { summarise } from "./verdict.ts";

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("usage: npm run replay -- <folder of recordings>\n");
  process.exit(2);
}

const simulator = await startShopifySimulator({
  port: 0,
  appUrl: "http://localhost:9",
  clientId: "replay",
  clientSecret: "replay",
  appToml: fileURLToPath(new URL("../../../../shopify.app.toml", import.meta.url)),
});
const played: Played[] = [];
for (const recording of loadRecordings(folder)) {
  played.push({ recording, verdicts: await playRecording(simulator, recording) });
}
await simulator.close();
process.stdout.write(`${table(played)}\n`);
process.stdout.write(`${JSON.stringify(summarise(played.map(({ verdicts }) => verdicts)))}\n`);
