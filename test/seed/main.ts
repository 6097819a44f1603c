import { randomBytes } from "node:crypto";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { startDatabase } from "../../app/db.server.ts";
import { readOptions, USAGE } from "./options.ts";
import { seed } from "./seed.ts";

const KEY_BYTES = 32;
const INVALID = 2;

const read = readOptions(process.argv.slice(2));
if (read.kind === "invalid") {
  say(read.problem);
  say(USAGE);
  process.exit(INVALID);
}
const given = process.env["HANDOFF_KEY"];
const key = given === undefined ? randomBytes(KEY_BYTES) : Buffer.from(given, "base64");
if (key.length !== KEY_BYTES) {
  say("HANDOFF_KEY is 32 bytes in base64. Make one with: openssl rand -base64 32");
  process.exit(INVALID);
}
const { databaseUrl: url, ...options } = read.options;
const dataFolder = process.env["HANDOFF_DATA_FOLDER"] ?? null;
const database = await startDatabase({ url, dataFolder, durability: "any", say });
const outcome = await seed({ ...options, url: database.url, key, now: systemClock.now(), say });
await database.close();
if (outcome.kind === "refused") {
  say(`Nothing was written: the database holds ${outcome.shops.join(", ")}.`);
  say("Give another --database, or another --shop with --beside-other-shops.");
  process.exit(1);
}
const { messages, orders, seconds } = outcome;
if (given === undefined) say(`HANDOFF_KEY=${key.toString("base64")} opens what was sealed.`);
say(
  `${String(messages)} messages and ${String(orders)} orders in ${seconds.toFixed(0)} s, ${(messages / seconds).toFixed(0)} messages/s`,
);
process.exit(0);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
