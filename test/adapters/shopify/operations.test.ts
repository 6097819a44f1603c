import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("the generated types are those of the documents and of the schema", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const check = promisify(execFile)(process.execPath, ["scripts/codegen.mjs", "--check"], {
    cwd: root,
  });
  await expect(check).resolves.toMatchObject({ stderr: "" });
}, 60_000);
