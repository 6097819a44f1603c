import { describe, expect, it } from "vitest";
import { systemLog } from "../../../app/adapters/system/log.ts";

function given() {
  const lines: string[] = [];
  const stream = {
    write: (line: string) => {
      lines.push(line);
    },
  };
  const log = systemLog({ level: "info", release: "1.2.3", instance: "abcd" }, stream);
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "") as Record<string, unknown> };
}

describe("the log", () => {
  it("writes one JSON line per unit, with time, level, release and instance", () => {
    const { log, lines, last } = given();
    log.info("message.recorded", { message_id: "m-1" });
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({
      level: "info",
      msg: "message.recorded",
      message_id: "m-1",
      release: "1.2.3",
      instance: "abcd",
    });
    expect(last()["ts"]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it("K4 never writes what is named like a secret or a payload", () => {
    const { log, lines } = given();
    log.warn("a.b", {
      token: "canary-1",
      headers: { authorization: "canary-2" },
      body: "canary-3",
    });
    expect(lines.join("")).not.toContain("canary");
  });

  it("P14 keeps a text with line breaks and control characters on one line", () => {
    const { log, lines, last } = given();
    log.info("a.b", { name: 'x\n{"level":"error"}\u001b[31m\u2028' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).toMatch(/^\P{Cc}+$/u);
    expect(last()["level"]).toBe("info");
  });

  it("writes of an error its message, code and stack, and nothing that a driver hung on it", () => {
    const { log, lines, last } = given();
    const error = Object.assign(new Error("duplicate key"), { code: "23505", detail: "canary-4" });
    log.error("a.failed", error, {});
    expect(last()).toMatchObject({ error: "duplicate key", code: "23505", error_name: "Error" });
    expect(lines.join("")).not.toContain("canary");
  });
});
