import type { SignatureScheme } from "../../domain/signature/scheme.ts";
import { sameAddress } from "../../domain/diagnosis/judge-delivery.ts";
import { type Check, checksOf } from "./check.ts";
import type { SourceRow } from "./source-rows.ts";

/** What can be told of a source without asking it. */
export function storedChecks(area: string, row: SourceRow, url: string): readonly Check[] {
  return [
    endpointCheck(area, row),
    registrationCheck(area, row, url),
    signatureCheck(area, row),
    pollingCheck(area, row),
    ...queueChecks(area, row),
  ];
}

function endpointCheck(area: string, { state }: SourceRow): Check {
  const { ok, warn } = checksOf(area);
  switch (state) {
    case "active":
      return ok("endpoint", "takes deliveries");
    case "paused":
      return warn(
        "endpoint",
        "is paused: deliveries are kept and not acted on",
        "Resume it on the source's page.",
      );
    case "stopped":
      return warn(
        "endpoint",
        "is stopped: deliveries are refused",
        "Start it on the source's page.",
      );
  }
}

function registrationCheck(area: string, row: SourceRow, url: string): Check {
  const { ok, fail, unknown } = checksOf(area);
  const { registered_url: registered } = row;
  if (registered === null) {
    const seen = "what the source has registered is not known";
    return unknown("URL registered", seen, `Look it up there; it must be ${url}`);
  }
  if (sameAddress(registered, url)) return ok("URL registered", "the source sends here");
  return fail("URL registered", `the source sends to ${registered}`, `Register ${url} there.`);
}

/** Schemes that need no secret of the merchant's: none at all, or the source's public keys. */
const WITHOUT_SECRET: ReadonlySet<SignatureScheme["kind"]> = new Set([
  "none",
  "asymmetric",
  "jws_detached",
]);

function signatureCheck(area: string, row: SourceRow): Check {
  const { ok, warn, fail, unknown } = checksOf(area);
  const { scheme, secrets, accepted_at: accepted, refused_at: refused, refused_code: code } = row;
  if (secrets === 0 && !WITHOUT_SECRET.has(scheme.kind)) {
    return fail(
      "signature",
      "no signing secret is live: every delivery is refused",
      "Make a new secret on the source's page, and enter it at the source.",
    );
  }
  if (refused !== null && (accepted === null || refused > accepted)) {
    return fail(
      "signature",
      `the last delivery was refused at ${refused.toISOString()}: ${code ?? ""}`,
      "Compare the secret and the scheme with the source's; the refused delivery can be checked again on the source's page.",
    );
  }
  if (scheme.kind === "none") {
    return warn(
      "signature",
      "deliveries are not signed: only the address is secret",
      "Choose a scheme if the source can sign.",
    );
  }
  if (accepted === null) {
    return unknown(
      "signature",
      "nothing was delivered yet",
      "Send a test event on the source's page.",
    );
  }
  return ok("signature", `the last delivery was verified at ${accepted.toISOString()}`);
}

/** Polls come in minutes; what is due for so long is not being done. */
const LATE_SECONDS = 900;

function pollingCheck(area: string, row: SourceRow): Check {
  const { ok, warn, fail } = checksOf(area);
  const { polling, problem, overdue_seconds: overdue, polled_at: polled } = row;
  switch (polling) {
    case null:
    case "off":
      return warn(
        "polling",
        "is off: what webhooks miss is not healed",
        "Turn it on on the source's polling page, where the source has an API.",
      );
    case "paused":
      return fail(
        "polling",
        `has stopped: ${problem?.detail ?? ""}`,
        "Mend that on the source's polling page, and turn it on again.",
      );
    case "on":
      if (problem !== null)
        return fail(
          "polling",
          `the last poll failed: ${problem.detail}`,
          "See the source's polling page.",
        );
      if (overdue !== null && overdue > LATE_SECONDS) {
        return fail(
          "polling",
          `a poll has been due for ${overdue.toFixed(0)} s`,
          "See that a process with --role worker or all runs.",
        );
      }
      return ok(
        "polling",
        polled === null ? "is on; no poll has ended yet" : `last ended at ${polled.toISOString()}`,
      );
  }
}

/** Of a source that has a message queue. */
function queueChecks(area: string, row: SourceRow): readonly Check[] {
  const { ok, warn, fail } = checksOf(area);
  const { queue, queue_problem: problem, queue_answered_at: answered } = row;
  if (queue === null) return [];
  const page = "See the source's queue page: it says what to do.";
  if (problem !== null) {
    const seen = `cannot be read: ${problem.code} ${problem.said}`;
    return [fail("queue", seen.trim(), page)];
  }
  if (queue === "off") return [warn("queue", "is off: what it holds waits there", page)];
  if ((row.queue_overdue_seconds ?? 0) > LATE_SECONDS) {
    const advice = "See that a process with --role worker or all runs.";
    return [fail("queue", "has not been read for long", advice)];
  }
  const seen = answered === null ? "is on" : `last answered at ${answered.toISOString()}`;
  return [ok("queue", seen)];
}
