import { describe, expect, it } from "vitest";
import { regionOfQueue } from "../../../app/domain/queue/queue-address.ts";

describe("a queue's URL", () => {
  it.each([
    ["https://sqs.eu-central-1.amazonaws.com/111122223333/orders", "eu-central-1"],
    ["https://sqs.us-gov-west-1.amazonaws.com/111122223333/orders.fifo", "us-gov-west-1"],
    ["https://sqs.cn-north-1.amazonaws.com.cn/111122223333/orders", "cn-north-1"],
    ["https://sqs-fips.us-east-1.amazonaws.com/111122223333/orders", "us-east-1"],
    ["https://sqs.eu-west-1.api.aws/111122223333/orders", "eu-west-1"],
    ["https://vpce-0a1b.sqs.us-east-2.vpce.amazonaws.com/111122223333/orders", "us-east-2"],
    ["https://eu-west-2.queue.amazonaws.com/111122223333/orders", "eu-west-2"],
    ["https://queue.amazonaws.com/111122223333/orders", "us-east-1"],
  ])("names the region: %s", (url, region) => {
    expect(regionOfQueue(url)).toBe(region);
  });

  it.each([
    "https://queues.example.com/111122223333/orders",
    "https://sqs.eu-central-1.amazonaws.com.example.com/111122223333/orders",
    "http://localhost:9324/000000000000/orders",
    "orders",
    "",
  ])("names none where it is not Amazon's own: %s", (url) => {
    expect(regionOfQueue(url)).toBeNull();
  });
});
