import type { Auth } from "../polling/definition/auth-schema.ts";
import type { PollInput } from "../polling/definition/poller-schema.ts";

/** How a kind of system is reached; what the merchant adds are the inputs. */
export interface AccessProposal {
  readonly baseUrl: string;
  readonly inputs: readonly PollInput[];
  readonly auth: Auth;
  /** A path that answers quickly to whoever has the right credentials; may hold `{input.NAME}`. */
  readonly tryPath: string;
}
