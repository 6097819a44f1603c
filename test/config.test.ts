import { describe, expect, it } from "vitest";
import { ConfigInvalid, readConfig } from "../app/config.server.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");

const COMPLETE = {
  HANDOFF_KEY: KEY,
  SHOPIFY_API_KEY: "client-id",
  SHOPIFY_API_SECRET: "client-secret",
  SHOPIFY_APP_URL: "https://handoff.example.com/",
};

function problemsOf(
  environment: Record<string, string>,
  commandLine: string[] = [],
): readonly string[] {
  try {
    readConfig(environment, commandLine);
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
  return [];
}

describe("the settings", () => {
  it("take production for granted where nothing says otherwise", () => {
    const config = readConfig(COMPLETE, []);

    expect(config).toMatchObject({
      mode: "production",
      role: "all",
      port: 3000,
      databaseUrl: null,
    });
    expect(config.shopify.appUrl).toBe("https://handoff.example.com");
    expect(config.sandbox).toBeNull();
  });

  it("name everything that is missing at once, with what to set", () => {
    const problems = problemsOf({});

    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "HANDOFF_KEY",
      "SHOPIFY_API_KEY",
      "SHOPIFY_API_SECRET",
      "SHOPIFY_APP_URL",
    ]);
    expect(problems[0]).toContain("is missing: set 32 random bytes");
  });

  it.each([
    ["HANDOFF_KEY", "c2hvcnQ="],
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["SHOPIFY_APP_URL", "handoff.example.com"],
    ["DATABASE_URL", "mysql://localhost/handoff"],
    ["LOG_LEVEL", "loud"],
    ["NODE_ENV", "staging"],
    ["HANDOFF_LOCAL_SOURCES", "true"],
    ["HANDOFF_DRAIN_SECONDS", "60"],
  ])("refuse %s=%s by name", (name, value) => {
    expect(problemsOf({ ...COMPLETE, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} is wrong: `)),
    ]);
  });

  it("count a variable that is set to nothing as absent", () => {
    expect(readConfig({ ...COMPLETE, DATABASE_URL: "", PORT: "" }, []).databaseUrl).toBeNull();
    expect(problemsOf({ ...COMPLETE, SHOPIFY_API_KEY: "" })).toEqual([
      expect.stringMatching(/^SHOPIFY_API_KEY is missing/),
    ]);
  });

  it("refuse the sandbox in production", () => {
    const sandboxed = { ...COMPLETE, SANDBOX_SHOPIFY_URL: "http://127.0.0.1:4010" };

    expect(problemsOf({ ...sandboxed, NODE_ENV: "production" })[0]).toMatch(/^SANDBOX_SHOPIFY_URL/);
    expect(problemsOf(sandboxed)).toHaveLength(1);
    expect(readConfig({ ...sandboxed, NODE_ENV: "development" }, []).sandbox).toEqual({
      shopifyUrl: "http://127.0.0.1:4010",
    });
  });

  it("refuse sources on this machine in production", () => {
    const local = { ...COMPLETE, HANDOFF_LOCAL_SOURCES: "yes" };

    expect(problemsOf(local)).toEqual([expect.stringMatching(/^HANDOFF_LOCAL_SOURCES/)]);
    expect(readConfig(COMPLETE, []).allowsLocalSources).toBe(false);
    expect(readConfig({ ...local, NODE_ENV: "development" }, []).allowsLocalSources).toBe(true);
  });

  it("refuse a plain http address in production", () => {
    expect(problemsOf({ ...COMPLETE, SHOPIFY_APP_URL: "http://handoff.example.com" })).toHaveLength(
      1,
    );
  });

  it("take the role from the command line", () => {
    expect(readConfig(COMPLETE, ["--role", "worker"]).role).toBe("worker");
    expect(problemsOf(COMPLETE, ["--role", "boss"])).toEqual([expect.stringMatching(/^--role/)]);
  });
});
