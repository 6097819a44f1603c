import { afterEach, describe, expect, it } from "vitest";
import type { Program } from "../sandbox/processes/program.ts";
import { startProgram } from "../sandbox/processes/program.ts";
import { until } from "../sandbox/processes/until.ts";

const START_MILLISECONDS = 120_000;
const END_SECONDS = 30;

let running: Program | null = null;

afterEach(async () => {
  await running?.stop();
});

interface Started {
  readonly program: Program;
  readonly adminUrl: string;
  readonly omsUrl: string;
}

/** As `npm run sandbox` does after its setup. */
async function startSandboxProgram(): Promise<Started> {
  const script = "test/sandbox/main.ts";
  const program = startProgram({ name: "sandbox", script, parameters: [], environment: {} });
  running = program;
  await program.line(/^ready$/);
  const [, adminUrl = ""] = await program.line(/^ {2}Shopify admin, with the app +(\S+)$/);
  const [, omsUrl = ""] = await program.line(/^ {2}OMS +(\S+)$/);
  return { program, adminUrl, omsUrl };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

describe("npm run sandbox", () => {
  it(
    "starts everything, leaves nothing behind when it is killed, starts again and stops cleanly",
    async () => {
      const first = await startSandboxProgram();
      expect(await answers(first.adminUrl)).toBe(true);
      expect(await (await fetch(first.omsUrl)).text()).toContain("#1001");
      await first.program.kill();
      await until("its programs to end", END_SECONDS, async () =>
        (await answers(first.omsUrl)) || (await answers(first.adminUrl)) ? null : true,
      );

      const second = await startSandboxProgram();
      expect(await answers(second.adminUrl)).toBe(true);
      await second.program.stop();
      expect(second.program.lastLines()).toContain("stopping …");
      expect(await answers(second.omsUrl)).toBe(false);
    },
    START_MILLISECONDS,
  );
});
