import { clockOffset } from "../../adapters/system/probe/address-probe.ts";
import { systemClock } from "../../adapters/system/clock.ts";
import { systemPause } from "../../adapters/system/pause.ts";
import { testPolling } from "../../commands/polling.ts";
import { readAnswer } from "../../domain/polling/read-answer.ts";
import { judgeAccess } from "../../domain/source/access-test.ts";
import { requestOf } from "../../pipeline/fetch/request-of.ts";
import type { SourceAnswer, SourceRequests } from "../../pipeline/ports.ts";
import { type Check, checksOf } from "./check.ts";
import { clockCheck } from "./clock-check.ts";
import type { Installation } from "./installation.ts";
import type { CheckedShop } from "./shop-checks.ts";
import type { SourceRow } from "./source-rows.ts";

const ADVICE = "Correct the address or the credentials on the source's page.";

/** Asks the source's API once, as a poll or a fetch would; keeps nothing of the answer. */
export async function accessChecks(
  installation: Installation,
  {
    shop,
    area,
    row,
  }: { readonly shop: CheckedShop; readonly area: string; readonly row: SourceRow },
): Promise<readonly Check[]> {
  if (!row.has_access) return [];
  const noted = notingClock(installation.requests);
  const { database, postgres } = installation;
  const asked = { ...postgres, database, sourceRequests: noted.requests };
  const check =
    row.polling === null
      ? await baseCheck(asked, { shopId: shop.id, area, row })
      : await pollCheck(asked, { shopId: shop.id, area, row });
  const offset = noted.offset();
  return offset === null ? [check] : [check, clockCheck(area, offset)];
}

type Asked = Installation["postgres"] & {
  readonly database: Installation["database"];
  readonly sourceRequests: SourceRequests;
};

interface Whose {
  readonly shopId: string;
  readonly area: string;
  readonly row: SourceRow;
}

async function pollCheck(asked: Asked, { shopId, area, row }: Whose): Promise<Check> {
  const { ok, fail } = checksOf(area);
  const parts = {
    ...asked,
    sessions: asked.sourceSessions,
    clock: systemClock,
    pause: systemPause,
    // One page: nothing else of this process waits for its reading.
    readAnswer: (...page: Parameters<typeof readAnswer>) => Promise.resolve(readAnswer(...page)),
  };
  const first = await testPolling(parts, { shopId, actor: "doctor" }, row.id);
  switch (first.kind) {
    case "read":
      return ok(
        "credentials",
        `the first page of a poll is answered with ${String(first.count)} records`,
      );
    case "problem":
      return fail("credentials", first.problem.detail, ADVICE);
    case "not_found":
      return fail("credentials", "polling is set up and has no address", ADVICE);
  }
}

async function baseCheck(asked: Asked, { shopId, area, row }: Whose): Promise<Check> {
  const { fail } = checksOf(area);
  const access = await asked.credentials.of(shopId, row.id);
  const request =
    access === null ? null : requestOf({ url: "/", preset: row.preset }, access, null);
  if (request === null) return fail("credentials", "the source's address cannot be asked", ADVICE);
  return judged(area, await asked.sourceRequests.send(request));
}

function judged(area: string, answer: SourceAnswer): Check {
  const { ok, warn, fail } = checksOf(area);
  if (answer.outcome !== "answered") return fail("credentials", seenOf(answer), ADVICE);
  const test = judgeAccess(answer.status, answer.headers["content-type"] ?? "", answer.body);
  const seen = `the base address is answered ${String(answer.status)}`;
  switch (test.outcome) {
    case "works":
      return ok("credentials", seen);
    case "refused":
      return fail("credentials", seen, ADVICE);
    case "unclear":
    case "failed":
      return warn(
        "credentials",
        `${seen}, which does not tell whether they are right`,
        "Try an address of the API on the source's page.",
      );
  }
}

function seenOf(answer: Exclude<SourceAnswer, { outcome: "answered" }>): string {
  switch (answer.outcome) {
    case "blocked":
    case "tls_refused":
    case "unreachable":
    case "malformed":
      return answer.detail;
    case "redirected":
      return `the source sends on to ${answer.location ?? "another address"}`;
    case "timeout":
      return `no answer within ${String(answer.seconds)} s`;
    case "too_large":
      return "the answer is too long";
  }
}

/** The same requests, with the source's clock read off the last answer. */
function notingClock(requests: SourceRequests) {
  let offset: number | null = null;
  const send: SourceRequests["send"] = async (request) => {
    const before = Date.now();
    const answer = await requests.send(request);
    if (answer.outcome === "answered") {
      offset = clockOffset(answer.headers["date"] ?? null, (before + Date.now()) / 2) ?? offset;
    }
    return answer;
  };
  return { requests: { ...requests, send }, offset: () => offset };
}
