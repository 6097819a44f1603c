import { onTestFinished } from "vitest";
import { sourceRequests } from "../../../../app/adapters/oms/outgoing/source-requests.ts";
import type { OutgoingRules } from "../../../../app/adapters/oms/outgoing/source-requests.ts";
import { systemGunzip } from "../../../../app/adapters/system/gunzip.ts";
import { PUBLIC_TLS } from "../../../../app/domain/source/tls-rule.ts";
import type { SourceRequest, SourceRequests } from "../../../../app/pipeline/ports.ts";

/** Requests as production makes them, but where a test says otherwise. */
export function requestsWith(rules: Partial<OutgoingRules> = {}): SourceRequests {
  const requests = sourceRequests({ allowsLocal: false, gunzip: systemGunzip, ...rules });
  onTestFinished(() => requests.close());
  return requests;
}

export function get(url: string, more: Partial<SourceRequest> = {}): SourceRequest {
  return { method: "GET", url, headers: {}, body: null, tls: PUBLIC_TLS, ...more };
}
