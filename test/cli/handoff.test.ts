import { execFileSync, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { run } from "../../app/cli/handoff.ts";
import { findPreset } from "../../app/domain/mapping/presets/index.ts";

const VECTOR = {
  name: "a body in hexadecimal",
  config: {
    scheme: "hmac",
    alg: "sha256",
    encoding: "hex",
    header: "x-signature",
    content: "{body}",
  },
  secret: "test-secret",
  body: "hello",
  signature: "d0b9ab3a8d6d9d4b4e7d2bbd9a57b61e3b0fea2b6cc0ef4b0fa0f1a4f5b5f7a1",
};

let folder = "";
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "handoff-cli-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("handoff interpret", () => {
  it("prints updates and problems of a payload", () => {
    const sample = findPreset("generic-json")?.sample.body ?? "";
    const { text, exitCode } = run([
      "interpret",
      "--preset",
      "generic-json",
      "--payload",
      file("p.json", sample),
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ updates: [{ milestone: "shipped" }], problems: [] });
  });

  it("takes the mapping, the headers and the query from outside", () => {
    const mapping = file("m.json", {
      mapping: {
        format: "json",
        order: [{ kind: "name", from: "query", name: "order" }],
        status: [{ from: "header", name: "x-event" }],
      },
      statusMap: { sent: "shipped" },
    });
    const args = [
      "--mapping",
      mapping,
      "--payload",
      file("e.json", "{}"),
      "--headers",
      file("h.json", { "X-Event": "SENT" }),
    ];
    const { text, exitCode } = run(["interpret", ...args, "--query", "?order=7"]);
    expect(JSON.parse(text)).toMatchObject({
      updates: [{ order: { value: "7" }, milestone: "shipped" }],
    });
    expect(exitCode).toBe(0);
  });

  it.each([
    ["an object", { "X-Event": "SENT", "X-Count": 1 }],
    ["a list of pairs", [["X-Event", "SENT"]]],
    ["an object of lists", { "X-Event": ["SENT"] }],
    ["the lines of a request", "Host: example.com\r\nX-Event: SENT\r\n"],
  ])("takes headers as %s", (_name, headers) => {
    const mapping = file("headers-mapping.json", {
      mapping: {
        format: "json",
        order: [{ kind: "name", from: "item", path: "$.order" }],
        status: [{ from: "header", name: "x-event" }],
      },
      statusMap: { sent: "shipped" },
    });
    const payload = file("order.json", "\uFEFF" + JSON.stringify({ order: "7" }));
    const args = ["--mapping", mapping, "--payload", payload, "--headers", file("h", headers)];
    expect(JSON.parse(run(["interpret", ...args]).text)).toMatchObject({
      updates: [{ milestone: "shipped" }],
    });
  });

  it("ends with 1 where the payload has an error", () => {
    const { exitCode } = run([
      "interpret",
      "--preset",
      "generic-json",
      "--payload",
      file("bad.json", "{}"),
    ]);
    expect(exitCode).toBe(1);
  });

  it.each([
    [
      "a mapping that is refused",
      ["--mapping", "hostile.json", "--payload", "e.json"],
      "status[0].path",
    ],
    [
      "a file that is not there",
      ["--preset", "generic-json", "--payload", "nowhere.json"],
      "cannot be read",
    ],
    ["an unknown preset", ["--preset", "nothing", "--payload", "e.json"], "generic-json"],
    ["no payload", ["--preset", "generic-json"], "--payload FILE is missing"],
    ["a folder", ["--preset", "generic-json", "--payload", "."], "it is a folder"],
    [
      "both a mapping and a preset",
      ["--preset", "generic-json", "--mapping", "hostile.json", "--payload", "e.json"],
      "either --mapping or --preset",
    ],
    [
      "fields without their document",
      ["--mapping", "bare.json", "--payload", "e.json"],
      "statusMap",
    ],
    [
      "a file that is no mapping",
      ["--mapping", "e.json", "--payload", "e.json"],
      "mapping: This is missing",
    ],
    [
      "headers that are none",
      ["--preset", "generic-json", "--payload", "e.json", "--headers", "hostile.json"],
      "holds no headers",
    ],
    ["a word too many", ["more", "words"], "takes options only"],
    ["an unknown option", ["--nothing"], "Unknown option"],
  ])("ends with 2 and says what is wrong: %s", (_name, args, message) => {
    file("hostile.json", {
      mapping: { format: "json", order: [], status: [{ from: "item", path: "$..a..b" }] },
      statusMap: {},
    });
    file("bare.json", { format: "json", order: [], status: [] });
    file("e.json", {});
    const placed = args.map((arg) => (arg.endsWith(".json") ? join(folder, arg) : arg));
    const { text, exitCode } = run(["interpret", ...placed]);
    expect(text).toContain(message);
    expect(exitCode).toBe(2);
  });
});

describe("handoff verify", () => {
  it("ends with 1 where a vector is not accepted, and counts in its last line", () => {
    const { text, exitCode } = run(["verify", "--vectors", file("wrong.json", [VECTOR])]);
    expect(text.trimEnd().split("\n").at(-1)).toBe("accepted 0 of 1, tampered refused 1 of 1");
    expect(exitCode).toBe(1);
  });

  it("ends with 0 where all are as they should be, refusals included", () => {
    const right = {
      ...VECTOR,
      signature: "a0ae07bd2b2ab66b5be5a41b05e3bc2a7a5c6ac9f2d5d4bb3b2e2a6a6d0a6f44",
      ok: false,
    };
    const { text, exitCode } = run(["verify", "--vectors", file("refused.json", [right])]);
    expect(text).toContain("accepted 1 of 1, tampered refused 1 of 1");
    expect(exitCode).toBe(0);
  });
});

describe("handoff verify, with files of others", () => {
  const hmacOf = (algorithm: string, ...parts: readonly string[]) => {
    const mac = createHmac(algorithm, VECTOR.secret);
    for (const part of parts) mac.update(part);
    return mac.digest("hex");
  };
  const verified = (vectors: unknown) => run(["verify", "--vectors", file("own.json", vectors)]);

  it.each([
    [
      "in other letters",
      { ...VECTOR.config, scheme: "HMAC", alg: "SHA-256", encoding: "HEX" },
      hmacOf("sha256", "hello"),
    ],
    ["with SHA-512", { ...VECTOR.config, alg: "HMAC-SHA512" }, hmacOf("sha512", "hello")],
    [
      "over the address",
      { ...VECTOR.config, content: "{method}{url}{body}" },
      hmacOf("sha256", "POST", "https://example.com/a?b=1", "hello"),
    ],
  ])("accepts a scheme %s", (_name, config, signature) => {
    const vector = { ...VECTOR, config, signature, url: "https://example.com/a?b=1" };
    const { text, exitCode } = verified({ vectors: [vector] });
    expect(text).toContain("accepted 1 of 1, tampered refused 1 of 1");
    expect(exitCode).toBe(0);
  });

  it("tries the others where one cannot be tried, and says why it could not", () => {
    const right = { ...VECTOR, signature: hmacOf("sha256", "hello") };
    const { text, exitCode } = verified([
      right,
      { ...VECTOR, config: { scheme: "rfc9421" } },
      { ...VECTOR, config: { ...VECTOR.config, alg: "md5" } },
      { ...VECTOR, body: { a: 1 } },
      { name: "half" },
      7,
    ]);
    expect(exitCode).toBe(1);
    expect(text.trimEnd().split("\n").at(-1)).toBe("accepted 1 of 6, tampered refused 1 of 6");
    for (const why of [
      "rfc9421 is not known",
      "md5 is not offered",
      "body: Give a text",
      "config: This is missing",
      "vector 6",
    ]) {
      expect(text).toContain(why);
    }
  });

  it("has nothing to refuse where nothing is proved", () => {
    const { text } = verified([{ ...VECTOR, config: { scheme: "none" }, signature: "" }]);
    expect(text).toContain("accepted 1 of 1, tampered refused 1 of 1");
  });

  it.each([
    ["an object without vectors", {}],
    ["an empty list", []],
    ["no JSON", "vectors"],
  ])("ends with 2 for %s", (_name, content) => {
    expect(verified(content).exitCode).toBe(2);
  });
});

describe("handoff lint, presets and schema", () => {
  it("lint proposes a change and ends with 1 where it must be made", () => {
    const sample = (findPreset("generic-json")?.sample.body ?? "").replace('"status"', '"Status"');
    const { text, exitCode } = run([
      "lint",
      "--preset",
      "generic-json",
      "--payload",
      file("l.json", sample),
    ]);
    expect(JSON.parse(text)).toMatchObject({
      findings: [{ kind: "casing", proposal: { to: "$.Status" } }],
    });
    expect(exitCode).toBe(1);
  });

  it("presets prints a mapping that interpret takes back", () => {
    const printed = file("preset.json", run(["presets", "--id", "shippo"]).text);
    const sample = file("shippo.json", findPreset("shippo")?.sample.body ?? "");
    expect(run(["interpret", "--mapping", printed, "--payload", sample]).exitCode).toBe(0);
    expect(run(["presets"]).text).toContain("shipstation-v1");
  });

  it("schema prints a JSON Schema", () => {
    expect(JSON.parse(run(["schema"]).text)).toMatchObject({
      type: "object",
      required: ["mapping", "statusMap"],
    });
  });

  it("anything else prints how to call it", () => {
    expect(run([])).toMatchObject({ exitCode: 2 });
    for (const help of [["--help"], ["-h"], ["help"], ["verify", "--help"]]) {
      expect(run(help)).toMatchObject({ exitCode: 0, text: run(["help"]).text });
    }
    expect(run(["nothing"]).text).toContain("handoff <command>");
  });

  it("says what is wrong where errors belong, so that no pipe takes it for a result", () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["scripts/handoff.mjs", "verify", "--vectors", "nowhere.json"],
      { encoding: "utf8" },
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("there is no such file");
  });

  it("runs as a program", () => {
    const text = execFileSync(process.execPath, ["scripts/handoff.mjs", "presets"], {
      encoding: "utf8",
    });
    expect(text).toContain("woocommerce");
  });
});
