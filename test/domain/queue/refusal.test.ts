import { describe, expect, it } from "vitest";
import { secondsAfterQueueFailure } from "../../../app/domain/queue/next-receive.ts";
import { queueProblemOf } from "../../../app/domain/queue/refusal.ts";

describe("a refusal of SQS", () => {
  it.each([
    [
      403,
      { name: "AccessDenied", message: "not authorized to perform: sqs:receivemessage" },
      "access_denied",
    ],
    [
      403,
      { name: "InvalidClientTokenId", message: "The security token included is invalid." },
      "key_unknown",
    ],
    [
      403,
      { name: "SignatureDoesNotMatch", message: "The signature we calculated does not match" },
      "secret_wrong",
    ],
    [
      403,
      { name: "SignatureDoesNotMatch", message: "Signature expired: 20260101T000000Z is now" },
      "clock_off",
    ],
    [
      403,
      { name: "SignatureDoesNotMatch", message: "Signature not yet current: 2026" },
      "clock_off",
    ],
    [
      403,
      {
        name: "InvalidSignatureException",
        message: "Credential should be scoped to a valid region.",
      },
      "region_wrong",
    ],
    [400, { name: "AWS.SimpleQueueService.NonExistentQueue", message: "" }, "queue_missing"],
    [400, { name: "QueueDoesNotExist", message: "" }, "queue_missing"],
    [400, { name: "KMS.AccessDeniedException", message: "" }, "encryption_denied"],
    [400, { name: "KmsAccessDenied", message: "" }, "encryption_denied"],
    [403, { name: "OverLimit", message: "" }, "too_many_in_flight"],
    [403, { name: "RequestThrottled", message: "" }, "throttled"],
    [429, { name: "", message: "" }, "throttled"],
    [503, { name: "", message: "" }, "server_error"],
    [400, { name: "SomethingNew", message: "" }, "refused"],
    [404, { name: "", message: "" }, "refused"],
  ])("%i %j is %s", (status, { name, message }, code) => {
    expect(queueProblemOf({ status, name, message })).toEqual({ code, said: message });
  });

  it("is answered by longer waits, and never by giving up", () => {
    expect([0, 1, 2, 3, 50].map(secondsAfterQueueFailure)).toEqual([5, 10, 20, 40, 300]);
  });
});
