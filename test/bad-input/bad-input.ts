import type { MessageState } from "../../app/domain/message-state.ts";
import type { Sender } from "./sender.ts";

/** One row (or a case of one) of the bad-input catalogue: what is sent, and what must come of it. */
export interface BadInput {
  /** The row's number in the design's catalogue. */
  readonly row: number;
  readonly title: string;
  /** The bytes of the connection, as written. */
  readonly sends: (sender: Sender) => string | Uint8Array;
  readonly answer: ExpectedAnswer;
  /** What the inbox holds of it afterwards. */
  readonly stored: "nothing" | "as_sent";
  /** Where a stored message ends; absent where that is not this row's matter. */
  readonly ends?: ExpectedEnd;
}

export interface ExpectedAnswer {
  /** 0 where no answer can be given. */
  readonly status: number;
  /** The code of a refusal; absent where the answer is none of ours or a success. */
  readonly code?: string;
  /** The code of a message that is kept, and told to be unusable. */
  readonly unusable?: string;
  readonly message?: RegExp;
  /** Must occur in the answer's head. */
  readonly head?: RegExp;
}

export interface ExpectedEnd {
  readonly state: MessageState;
  readonly code: string;
}
