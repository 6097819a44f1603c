import type { BadInput } from "../bad-input.ts";
import { HTTP } from "./http.ts";
import { SIGNATURE } from "./signature.ts";
import { TEXT } from "./text.ts";

/** The bad-input catalogue: every case is driven through the real HTTP front. */
export const CATALOGUE: readonly BadInput[] = [...HTTP, ...SIGNATURE, ...TEXT];
