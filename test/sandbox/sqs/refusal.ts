/** An error of SQS, as its JSON protocol tells it. */
export class SqsRefusal extends Error {
  override readonly name = "SqsRefusal";
  readonly status: number;
  /** With its namespace: `com.amazonaws.sqs#QueueDoesNotExist`. */
  readonly type: string;
  /** The older protocol's word, for the header `x-amzn-query-error`. */
  readonly queryCode: string;

  constructor(refusal: {
    readonly status: number;
    readonly type: string;
    readonly queryCode: string;
    readonly message: string;
  }) {
    super(refusal.message);
    this.status = refusal.status;
    this.type = refusal.type;
    this.queryCode = refusal.queryCode;
  }
}

const SERVICE = "com.amazon.coral.service#";
const SQS = "com.amazonaws.sqs#";

export function unknownKey(): SqsRefusal {
  return new SqsRefusal({
    status: 403,
    type: `${SERVICE}UnrecognizedClientException`,
    queryCode: "InvalidClientTokenId",
    message: "The security token included in the request is invalid.",
  });
}

export function wrongSignature(message: string): SqsRefusal {
  return new SqsRefusal({
    status: 403,
    type: `${SERVICE}InvalidSignatureException`,
    queryCode: "SignatureDoesNotMatch",
    message,
  });
}

export function denied(action: string, queue: string): SqsRefusal {
  return new SqsRefusal({
    status: 403,
    type: `${SERVICE}AccessDeniedException`,
    queryCode: "AccessDenied",
    message:
      `User: arn:aws:iam::111122223333:user/reader is not authorized to perform: sqs:${action.toLowerCase()} ` +
      `on resource: ${queue} because no identity-based policy allows the sqs:${action.toLowerCase()} action`,
  });
}

export function noSuchQueue(): SqsRefusal {
  return new SqsRefusal({
    status: 400,
    type: `${SQS}QueueDoesNotExist`,
    queryCode: "AWS.SimpleQueueService.NonExistentQueue",
    message: "The specified queue does not exist.",
  });
}

export function malformed(message: string): SqsRefusal {
  return new SqsRefusal({
    status: 400,
    type: `${SERVICE}InvalidParameterValueException`,
    queryCode: "InvalidParameterValue",
    message,
  });
}

export function throttled(): SqsRefusal {
  return new SqsRefusal({
    status: 403,
    type: `${SQS}RequestThrottled`,
    queryCode: "RequestThrottled",
    message: "Rate exceeded",
  });
}
