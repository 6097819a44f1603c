import { STANDARD_RESPONSE } from "../../domain/signature/response-contract.ts";
import type { ReceivingEndpoint } from "../ports.ts";

const MIB = 1024 * 1024;

/**
 * The endpoint that stands in for keys that do not exist: it has no secret,
 * so nothing verifies against it, and it costs what a real one costs.
 */
export const DECOY: ReceivingEndpoint = {
  shopId: "",
  sourceId: "",
  endpointId: "",
  state: "stopped",
  scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
  secrets: [],
  maxBodyBytes: MIB,
  accepts: ["any"],
  deduplication: { from: "content" },
  response: STANDARD_RESPONSE,
  judgedBy: null,
};
