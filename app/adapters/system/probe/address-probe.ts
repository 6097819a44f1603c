import { lookup } from "node:dns/promises";
import { connect, type TLSSocket } from "node:tls";

/** What a look at an address from outside came to. */
export interface CertificateSeen {
  /** Why it is not believed; null where it is. */
  readonly refusal: string | null;
  /** Milliseconds since 1970; null where the server shows none. */
  readonly expiresAt: number | null;
  readonly issuer: string;
}

export interface AnswerSeen {
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
  /** The answer's `Date`, less our own time, in seconds; null where it has none. */
  readonly clockOffsetSeconds: number | null;
}

/** How addresses are looked at. */
export interface AddressProbe {
  /** All addresses of a host; null where its name does not exist. */
  resolve(host: string): Promise<readonly string[] | null>;
  /** Throws where no TLS connection comes about. */
  certificate(host: string, port: number): Promise<CertificateSeen>;
  /** One request, no redirect followed. Throws where there is no answer. */
  ask(url: string, method: "GET" | "POST"): Promise<AnswerSeen>;
}

const TIMEOUT_MILLISECONDS = 10_000;
const MOST_READ = 2000;

export const addressProbe: AddressProbe = { resolve, certificate, ask };

async function resolve(host: string): Promise<readonly string[] | null> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return null;
  }
}

function certificate(host: string, port: number): Promise<CertificateSeen> {
  return new Promise((done, fail) => {
    // What is wrong with it is to be seen, and nothing is sent.
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false });
    socket.setTimeout(TIMEOUT_MILLISECONDS, () => socket.destroy(new Error("no answer in time")));
    socket.once("error", fail);
    socket.once("secureConnect", () => {
      const seen = certificateOf(socket);
      socket.destroy();
      done(seen);
    });
  });
}

function certificateOf(socket: TLSSocket): CertificateSeen {
  const shown = socket.getPeerX509Certificate();
  const refusal = socket.authorized ? null : String(socket.authorizationError);
  return {
    refusal,
    expiresAt: shown === undefined ? null : Date.parse(shown.validTo),
    issuer: /(?:^|\n)(?:O|CN)=(.*)/.exec(shown?.issuer ?? "")?.[1] ?? "",
  };
}

async function ask(url: string, method: "GET" | "POST"): Promise<AnswerSeen> {
  const before = Date.now();
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    headers: { "user-agent": "Handoff doctor", "content-type": "application/json" },
    ...(method === "POST" ? { body: "{}" } : {}),
  });
  const body = (await answer.text()).slice(0, MOST_READ);
  const after = Date.now();
  return {
    status: answer.status,
    body,
    milliseconds: after - before,
    clockOffsetSeconds: clockOffset(answer.headers.get("date"), (before + after) / 2),
  };
}

const HALF_SECOND = 500;

/** `Date` has no milliseconds: on average it is half a second behind. Null for what is no time. */
export function clockOffset(date: string | null, now: number): number | null {
  const told = Date.parse(date ?? "");
  return Number.isNaN(told) ? null : (told + HALF_SECOND - now) / 1000;
}
