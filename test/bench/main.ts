import { benchMapping } from "./mapping.ts";

const BENCHES: Readonly<Record<string, () => object>> = { mapping: benchMapping };

const [name = ""] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`npm run bench -- <${Object.keys(BENCHES).join("|")}>`);
  process.exit(2);
}
console.log(JSON.stringify(bench()));
