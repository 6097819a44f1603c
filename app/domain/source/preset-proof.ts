import { keySourceOf } from "../signature/key-set.ts";
import type { SignatureScheme } from "../signature/scheme.ts";
import type { PresetProof } from "./source-form.ts";

/** What has to be entered so that a preset's deliveries can be verified. */
export function proofOf(scheme: SignatureScheme): PresetProof {
  if (scheme.kind === "none") return "none";
  const source = keySourceOf(scheme);
  return source === null || source.kind === "secret" ? "secret" : source.kind;
}

/** Presets write `your-…` where every merchant has a host of their own. */
export function isOwnHost(keySetUrl: string): boolean {
  return new URL(keySetUrl).hostname.startsWith("your-");
}
