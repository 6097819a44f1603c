import { describe, expect, it } from "vitest";
import { readQueueMessages } from "../../../app/domain/queue/queue-message.ts";

const MESSAGE = { MessageId: "m-1", ReceiptHandle: "r-1", Body: "{}" };

describe("an answer of SQS", () => {
  it("without messages is an empty queue", () => {
    expect(readQueueMessages({})).toEqual([]);
    expect(readQueueMessages({ Messages: null })).toEqual([]);
  });

  it("that is none of SQS is told apart from an empty queue", () => {
    expect(readQueueMessages("hello")).toBeNull();
    expect(readQueueMessages({ Messages: [{ Body: "{}" }] })).toBeNull();
  });

  it("gives what stands beside a body as headers, in lower case", () => {
    const [message] =
      readQueueMessages({
        Messages: [
          {
            ...MESSAGE,
            Attributes: {
              SentTimestamp: "1768383000000",
              MessageGroupId: "order-1001",
              SequenceNumber: "00000000000000000001",
            },
            MessageAttributes: {
              EventType: { DataType: "String", StringValue: "order.shipped" },
              Logo: { DataType: "Binary", BinaryValue: "AAAA" },
              "Content-Encoding": { DataType: "String", StringValue: "gzip" },
            },
          },
        ],
      }) ?? [];
    expect(Object.fromEntries(message?.headers ?? [])).toEqual({
      "sqs-message-id": "m-1",
      "sqs-sent-at": "2026-01-14T09:30:00.000Z",
      "sqs-message-group-id": "order-1001",
      "sqs-sequence-number": "00000000000000000001",
      eventtype: "order.shipped",
    });
  });

  it("may leave a body out, which is a message all the same", () => {
    const { Body: _body, ...bodiless } = MESSAGE;
    expect(readQueueMessages({ Messages: [bodiless] })?.[0]?.body).toBe("");
  });
});
