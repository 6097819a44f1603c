import { describe, expect, it } from "vitest";
import { queueFormSchema, regionOfForm } from "../../../app/domain/queue/queue-form.ts";

const FORM = {
  url: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
  region: "",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

function errorsOf(part: Partial<typeof FORM>): readonly string[] {
  const read = queueFormSchema.safeParse({ ...FORM, ...part });
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the form of a queue", () => {
  it("takes the region from the URL where none is entered", () => {
    expect(errorsOf({})).toEqual([]);
    expect(regionOfForm(FORM)).toBe("eu-central-1");
    expect(regionOfForm({ ...FORM, url: "https://mq.example.com/1/a", region: "ru-1" })).toBe(
      "ru-1",
    );
  });

  it.each([
    [{ url: "" }, "url: required"],
    [{ url: "orders" }, "url: queue_url_invalid"],
    [{ url: "https://sqs.eu-central-1.amazonaws.com" }, "url: queue_url_invalid"],
    [{ url: "https://u:p@sqs.eu-central-1.amazonaws.com/1/orders" }, "url: queue_url_invalid"],
    [{ url: "https://mq.example.com/1/orders" }, "region: required"],
    [{ region: "Frankfurt!" }, "region: region_invalid"],
    [{ region: "us-east-1" }, "region: region_differs"],
    [{ accessKeyId: "" }, "accessKeyId: required"],
    [{ accessKeyId: "a key/2026" }, "accessKeyId: access_key_invalid"],
    [{ secretAccessKey: "two words" }, "secretAccessKey: access_key_invalid"],
    [{ secretAccessKey: "x".repeat(201) }, "secretAccessKey: too_long"],
  ])("says beside the field what is wrong: %j", (part, error) => {
    expect(errorsOf(part)).toContain(error);
  });

  it("lets the secret blank, which keeps the one entered before", () => {
    expect(errorsOf({ secretAccessKey: "" })).toEqual([]);
  });
});
