import { randomBytes } from "node:crypto";

/** The made-up identity of the app in the sandbox; new at each start, so nothing can depend on it. */
export interface Keys {
  readonly clientId: string;
  readonly clientSecret: string;
  /** 32 bytes in base64; seals tokens and secrets. */
  readonly handoffKey: string;
}

export function makeKeys(): Keys {
  return {
    clientId: randomBytes(16).toString("hex"),
    clientSecret: `shpss_${randomBytes(16).toString("hex")}`,
    handoffKey: randomBytes(32).toString("base64"),
  };
}
