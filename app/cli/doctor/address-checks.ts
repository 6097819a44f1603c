import type {
  AddressProbe,
  AnswerSeen,
  CertificateSeen,
} from "../../adapters/system/probe/address-probe.ts";
import { isPublicAddress } from "../../adapters/oms/outgoing/addresses.ts";
import { type Check, checksOf } from "./check.ts";
import { clockCheck } from "./clock-check.ts";

const DAY_MILLISECONDS = 86_400_000;
/** Renewals usually come thirty days before the end. */
const SOON_DAYS = 14;
const { ok, warn, fail } = checksOf("public address");

/** Whether sources and Shopify reach this installation at its address: name, certificate, and that Handoff itself answers. */
export async function addressChecks(
  probe: AddressProbe,
  appUrl: string,
): Promise<readonly Check[]> {
  const url = new URL(appUrl);
  const name = await nameCheck(probe, url.hostname);
  if (name.state === "fail") return [name];
  const certificate = await certificateCheck(probe, url);
  return [name, certificate, ...(await answerChecks(probe, appUrl))];
}

async function nameCheck(probe: AddressProbe, host: string): Promise<Check> {
  const addresses = await probe.resolve(host.replace(/^\[(.*)\]$/, "$1"));
  if (addresses === null || addresses.length === 0) {
    return fail(
      "DNS",
      `${host} does not exist`,
      "Make the name's DNS record, or correct SHOPIFY_APP_URL.",
    );
  }
  const seen = `${host} is ${addresses.join(", ")}`;
  if (addresses.every(isPublicAddress)) return ok("DNS", seen);
  return warn(
    "DNS",
    `${seen}, which is no public address as seen from here`,
    "Where this is not a trial: sources and Shopify must reach the name from the internet.",
  );
}

async function certificateCheck(probe: AddressProbe, url: URL): Promise<Check> {
  if (url.protocol !== "https:") {
    return warn(
      "TLS",
      "the address is http",
      "Set SHOPIFY_APP_URL to an https address: Shopify sends to no other.",
    );
  }
  try {
    const seen = await probe.certificate(url.hostname, Number(url.port === "" ? 443 : url.port));
    return judgeCertificate(seen, Date.now());
  } catch (error) {
    return fail(
      "TLS",
      `no TLS connection: ${wordsOf(error)}`,
      "Check the proxy in front, and that its port is open.",
    );
  }
}

function judgeCertificate({ refusal, expiresAt, issuer }: CertificateSeen, now: number): Check {
  if (refusal !== null) {
    return fail(
      "TLS",
      `the certificate is refused: ${refusal}`,
      "Install a certificate of a public authority, with its intermediate ones.",
    );
  }
  const days = expiresAt === null ? 0 : Math.floor((expiresAt - now) / DAY_MILLISECONDS);
  if (days < 0) return fail("TLS", "the certificate has expired", "Renew it.");
  const seen = `the certificate${issuer === "" ? "" : ` of ${issuer}`} is good for ${String(days)} days`;
  return days < SOON_DAYS
    ? warn("TLS", seen, "Renew it, and see to its automatic renewal.")
    : ok("TLS", seen);
}

interface Expected {
  readonly name: string;
  readonly path: string;
  readonly method: "GET" | "POST";
  /** Whether it is Handoff that answers so. */
  readonly isOurs: (answer: AnswerSeen) => boolean;
  readonly todo: string;
}

const PROXY =
  "See that the proxy passes every path and method on, and changes neither headers nor body.";

/** Unsigned requests prove the way without leaving anything behind. */
const EXPECTED: readonly Expected[] = [
  {
    name: "process",
    path: "/healthz",
    method: "GET",
    isOurs: ({ status, body }) => status === 200 && body.includes('"status":"ok"'),
    todo: "Start Handoff, and see that the proxy leads to its port.",
  },
  {
    name: "ready for deliveries",
    path: "/readyz",
    method: "GET",
    isOurs: ({ status }) => status === 200,
    todo: "See the log for readiness.failed: the database is out of reach, or the process is stopping.",
  },
  {
    name: "way of the sources' webhooks",
    path: "/webhooks/oms/handoff-doctor",
    method: "POST",
    isOurs: ({ status, body }) => status === 404 && body.includes('"code"'),
    todo: PROXY,
  },
  {
    name: "way of Shopify's webhooks",
    path: "/webhooks/shopify",
    method: "POST",
    isOurs: ({ status }) => status === 401 || status === 400,
    todo: PROXY,
  },
];

async function answerChecks(probe: AddressProbe, appUrl: string): Promise<readonly Check[]> {
  const checks: Check[] = [];
  let offset: number | null = null;
  for (const { name, path, method, isOurs, todo } of EXPECTED) {
    try {
      const answer = await probe.ask(`${appUrl}${path}`, method);
      offset = answer.clockOffsetSeconds ?? offset;
      const seen = `${method} ${path} is answered ${String(answer.status)} after ${String(answer.milliseconds)} ms`;
      checks.push(
        isOurs(answer)
          ? ok(name, seen)
          : fail(name, `${seen}, which is not Handoff's answer`, todo),
      );
    } catch (error) {
      checks.push(fail(name, `${method} ${path} is not answered: ${wordsOf(error)}`, todo));
    }
  }
  return offset === null ? checks : [...checks, clockCheck("public address", offset)];
}

/** What a failed connection says of itself; `fetch` hides it in the cause. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== ""
    ? error.cause.message
    : error.message;
}
