import { createInterface } from "node:readline";
import { startEmbedded } from "../../../../app/adapters/postgres/embedded.ts";

/**
 * Starts the embedded PostgreSQL as the app would, for tests that end such a
 * process: `node run-embedded.ts <folder or -> <port>` prints one JSON line and
 * closes when its input ends.
 */
const [folder = "-", port = "0"] = process.argv.slice(2);
const said: string[] = [];
try {
  const server = await startEmbedded({
    folder: folder === "-" ? null : folder,
    port: Number(port),
    settings: { fsync: "off", full_page_writes: "off" },
    say: (what) => said.push(what),
  });
  process.stdout.write(`${JSON.stringify({ url: server.url, folder: server.folder, said })}\n`);
  createInterface(process.stdin).on("close", () => {
    void server.close();
  });
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ error: error instanceof Error ? error.message : "" })}\n`,
  );
  process.exitCode = 1;
}
