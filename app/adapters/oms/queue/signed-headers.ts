import { AwsV4Signer } from "aws4fetch";
import type { Instant } from "../../../domain/instant.ts";
import type { QueueAccess } from "../../../domain/queue/queue-access.ts";

export interface UnsignedRequest {
  readonly url: string;
  /** Such as `ReceiveMessage`. */
  readonly action: string;
  readonly body: string;
  readonly now: Instant;
}

/** The headers of a request to SQS, with AWS Signature Version 4 over it. */
export async function signedHeaders(
  { region, accessKeyId, secretAccessKey }: QueueAccess,
  { url, action, body, now }: UnsignedRequest,
): Promise<Readonly<Record<string, string>>> {
  const signer = new AwsV4Signer({
    method: "POST",
    url,
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `AmazonSQS.${action}`,
    },
    body,
    accessKeyId,
    secretAccessKey,
    service: "sqs",
    region,
    datetime: now.replace(/[-:]|\.\d{3}/g, ""),
  });
  const { headers } = await signer.sign();
  return Object.fromEntries(headers);
}
