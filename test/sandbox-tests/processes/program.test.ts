import { describe, expect, it } from "vitest";
import type { Program } from "../../sandbox/processes/program.ts";
import { ProgramEnded, startProgram } from "../../sandbox/processes/program.ts";
import { until } from "../../sandbox/processes/until.ts";

function start(script: string): Program {
  const folder = "test/sandbox-tests/processes/programs";
  return startProgram({
    name: script,
    script: `${folder}/${script}`,
    parameters: [],
    environment: {},
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a program of the sandbox", () => {
  it("says when it is ready, and has a last word when it is stopped", async () => {
    const program = start("waits-for-ever.ts");
    const [, url] = await program.line(/^ready (\S+)$/);
    expect(url).toBe("http://somewhere");
    await program.stop();
    expect(program.lastLines()).toContain("goodbye");
    expect(program.isRunning()).toBe(false);
  });

  it("has no last word when it is killed", async () => {
    const program = start("waits-for-ever.ts");
    await program.line(/^ready/);
    await program.kill();
    expect(program.lastLines()).not.toContain("goodbye");
  });

  it("that ends too early tells its last lines", async () => {
    const failure = start("fails.ts").line(/^ready/);
    await expect(failure).rejects.toThrow(ProgramEnded);
    await expect(failure).rejects.toThrow("the disk is on fire");
  });

  it("ends when whoever started it is killed", async () => {
    const parent = start("has-a-child.ts");
    const [, pid] = await parent.line(/^child (\d+)$/);
    await parent.kill();
    await until("the child to end", 5, () => Promise.resolve(isAlive(Number(pid)) ? null : true));
  });
});
