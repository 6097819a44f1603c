import { z } from "zod";
import { instantOf } from "../instant.ts";

/** One message as a queue delivers it. */
export interface QueueMessage {
  /** The same for each delivery of the message. */
  readonly id: string;
  /** By which this one delivery is deleted. */
  readonly receipt: string;
  readonly body: string;
  /** What stands beside the body, as mappings read headers. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The answer of ReceiveMessage (SQS API reference, 2012-11-05); an empty queue leaves `Messages` out. */
const answerSchema = z.object({
  Messages: z
    .array(
      z.object({
        MessageId: z.string().min(1),
        ReceiptHandle: z.string().min(1),
        Body: z.string().default(""),
        Attributes: z.record(z.string(), z.string()).nullish(),
        MessageAttributes: z
          .record(z.string(), z.object({ StringValue: z.string().nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});

type Delivered = NonNullable<z.output<typeof answerSchema>["Messages"]>[number];

/** The messages of an answer; null where it is none of SQS. */
export function readQueueMessages(answer: unknown): readonly QueueMessage[] | null {
  const read = answerSchema.safeParse(answer);
  if (!read.success) return null;
  return (read.data.Messages ?? []).map((message) => ({
    id: message.MessageId,
    receipt: message.ReceiptHandle,
    body: message.Body,
    headers: headersOf(message),
  }));
}

/** What a sender says of packing is about another body than the text that a queue carries. */
const OF_ANOTHER_BODY: ReadonlySet<string> = new Set(["content-encoding", "content-length"]);

function headersOf(message: Delivered): QueueMessage["headers"] {
  const system = message.Attributes ?? {};
  const own = Object.entries(message.MessageAttributes ?? {}).flatMap(([name, { StringValue }]) =>
    StringValue == null || OF_ANOTHER_BODY.has(name.toLowerCase())
      ? []
      : [[name.toLowerCase(), StringValue] as const],
  );
  return [
    ["sqs-message-id", message.MessageId],
    ...sentAt(system["SentTimestamp"]),
    ...named("sqs-message-group-id", system["MessageGroupId"]),
    ...named("sqs-sequence-number", system["SequenceNumber"]),
    ...own,
  ];
}

/** Milliseconds since 1970, as SQS writes them. */
function sentAt(milliseconds: string | undefined): QueueMessage["headers"] {
  return milliseconds !== undefined && /^\d{1,14}$/.test(milliseconds)
    ? [["sqs-sent-at", instantOf(Number(milliseconds))]]
    : [];
}

function named(name: string, value: string | undefined): QueueMessage["headers"] {
  return value === undefined ? [] : [[name, value]];
}
