import { plusSeconds } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { PollAnswer } from "../../domain/polling/answer.ts";
import { hasSession, sessionRequest } from "../../domain/polling/ask-session.ts";
import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { FilledRequest } from "../../domain/polling/fill-request.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import { readSession } from "../../domain/polling/read-session.ts";
import type { Asker } from "../../domain/polling/request-of.ts";
import { missingInputs, needsSession, usedAt } from "../../domain/polling/session.ts";
import type { Session } from "../../domain/polling/session.ts";
import type { RequestBucket } from "../../domain/polling/token-bucket.ts";
import { takeRequest } from "../../domain/polling/token-bucket.ts";
import type { SourceAccess } from "../../domain/source/source-access.ts";
import type {
  AskedSession,
  Clock,
  Pause,
  ReadAnswer,
  SourceAnswer,
  SourceRequests,
  SourceSessions,
} from "../ports.ts";

export interface LinePorts {
  readonly sourceRequests: SourceRequests;
  readonly sessions: SourceSessions;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly readAnswer: ReadAnswer;
}

/** Whom a line leads to, and what is known of it. */
export interface LineTo {
  readonly shopId: string;
  readonly sourceId: string;
  readonly definition: PollerDefinition;
  readonly access: SourceAccess;
  readonly session: Session | null;
  readonly bucket: RequestBucket | null;
}

/** Longer waits give the worker's place to others. */
const LONGEST_PAUSE_SECONDS = 20;

/** What came of a request: an answer, a wait that is too long to sit out, or why none could be sent. */
export type LineAnswer =
  | {
      readonly kind: "answered";
      readonly url: string;
      readonly answer: PollAnswer;
      readonly now: Instant;
    }
  | { readonly kind: "later"; readonly seconds: number }
  | { readonly kind: "problem"; readonly problem: PollProblem };

/** A line to one source: keeps its session and its limits. */
export interface SourceLine {
  /** Sends what `make` gives for the present session; null where that has nothing more to ask. */
  ask(
    make: (asker: Asker) => FilledRequest | { readonly problem: PollProblem } | null,
  ): Promise<LineAnswer | null>;
  /** Reads what came of a request. */
  readonly read: ReadAnswer;
  /** The next request is made with a new session. */
  renew(): void;
  /** Sits out a short wait; the seconds that are left of a long one. */
  wait(seconds: number): Promise<number>;
  readonly bucket: RequestBucket | null;
  /** Requests since the last call. */
  takeRequests(): number;
}

export function sourceLine(ports: LinePorts, to: LineTo): SourceLine {
  const line: Line = {
    ports,
    to,
    session: to.session,
    bucket: to.bucket,
    requests: 0,
    isStale: false,
    noted: null,
  };
  return {
    async ask(make) {
      const unready = await readyToAsk(line);
      if (unready !== null) return unready;
      const request = make({ definition: to.definition, access: to.access, session: line.session });
      if (request === null) return null;
      if ("problem" in request) return { kind: "problem", problem: request.problem };
      const over = await turn(line);
      if (over !== null) return over;
      const answer = await send(ports, to.access, request);
      await noteUse(line);
      return { kind: "answered", url: request.url, answer, now: ports.clock.now() };
    },
    renew() {
      line.isStale = true;
    },
    read: ports.readAnswer,
    wait: (seconds) => sitOut(line, seconds),
    get bucket() {
      return line.bucket;
    },
    takeRequests() {
      const taken = line.requests;
      line.requests = 0;
      return taken;
    },
  };
}

interface Line {
  readonly ports: LinePorts;
  readonly to: LineTo;
  session: Session | null;
  bucket: RequestBucket | null;
  requests: number;
  /** Whether the source said that the session is over. */
  isStale: boolean;
  /** When the session was last used, as it is stored; null before the first request. */
  noted: Instant | null;
}

/** A session that ends by idling is remembered as used now and then: not with every request. */
async function noteUse(line: Line): Promise<void> {
  if (line.session === null) return;
  const before = line.session;
  line.session = usedAt(before, line.ports.clock.now());
  const { idleSeconds } = before;
  if (idleSeconds === null) return;
  line.noted ??= before.usedAt;
  if (plusSeconds(line.noted, idleSeconds / 4) > line.session.usedAt) return;
  line.noted = line.session.usedAt;
  await line.ports.sessions.noteUse(line.to, line.session);
}

async function sitOut({ ports }: Line, seconds: number): Promise<number> {
  if (seconds > LONGEST_PAUSE_SECONDS) return seconds;
  await ports.pause(seconds);
  return 0;
}

/** Null where a request may go now. */
async function turn(line: Line): Promise<LineAnswer | null> {
  for (;;) {
    const { limits } = line.to.definition;
    const taken = takeRequest(line.bucket, limits, line.ports.clock.now());
    if ("bucket" in taken) {
      line.bucket = taken.bucket;
      line.requests += 1;
      return null;
    }
    const left = await sitOut(line, taken.waitSeconds);
    if (left > 0) return { kind: "later", seconds: left };
  }
}

/** Null where everything is entered and the session, if the source has one, is good. */
async function readyToAsk(line: Line): Promise<LineAnswer | null> {
  const { ports, to } = line;
  const { auth } = to.definition;
  const missing = missingInputs(to.definition, to.access);
  if (missing.length > 0) return { kind: "problem", problem: notEntered(missing) };
  if (!hasSession(auth)) return null;
  if (!line.isStale && !needsSession(auth, line.session, ports.clock.now())) return null;
  const over = await turn(line);
  if (over !== null) return over;
  const renewed = await renewSession(ports, to, line.session);
  if ("problem" in renewed) return { kind: "problem", problem: renewed.problem };
  line.session = renewed.session;
  line.noted = renewed.session.usedAt;
  line.isStale = false;
  return null;
}

function notEntered(labels: readonly string[]): PollProblem {
  return { code: "input_missing", detail: `Not entered yet: ${labels.join(", ")}.` };
}

/** Whom a session is for. */
export type SessionOf = Pick<LineTo, "shopId" | "sourceId" | "access"> & {
  readonly definition: Pick<PollerDefinition, "auth">;
};

type SessionPorts = Pick<LinePorts, "sourceRequests" | "sessions" | "clock">;

/** A session in place of `seen`, by whoever is first to make it. */
export function renewSession(
  ports: SessionPorts,
  to: SessionOf,
  seen: Session | null,
): Promise<AskedSession> {
  return ports.sessions.renew(to, seen, async (current) => {
    const asked = await askSession(ports, to, current);
    const isEntered = current?.refreshToken == null;
    if (isEntered || !("problem" in asked) || asked.problem.code !== "auth_failed") return asked;
    // The stored refresh token is over: the merchant may have entered another one since.
    return askSession(ports, to, { ...current, refreshToken: null });
  });
}

async function askSession(
  ports: SessionPorts,
  to: SessionOf,
  before: Session | null,
): Promise<AskedSession> {
  const { auth } = to.definition;
  if (!hasSession(auth)) return { problem: notEntered(["access"]) };
  const request = sessionRequest(auth, to.access, before);
  if ("missing" in request) return { problem: notEntered([request.missing]) };
  const answer = await send(ports, to.access, request);
  return readSession(auth, answer, { now: ports.clock.now(), before });
}

async function send(
  { sourceRequests }: Pick<LinePorts, "sourceRequests">,
  { tls }: SourceAccess,
  request: FilledRequest,
): Promise<PollAnswer> {
  return asPollAnswer(await sourceRequests.send({ ...request, tls }));
}

/** An end without an answer, in words for the merchant. */
function asPollAnswer(answer: SourceAnswer): PollAnswer {
  const failed = (code: PollProblem["code"], detail: string): PollAnswer => ({
    outcome: "failed",
    problem: { code, detail },
  });
  switch (answer.outcome) {
    case "answered":
      return answer;
    case "blocked":
      return failed("address_blocked", answer.detail);
    case "redirected":
      return failed(
        "redirected",
        `The source sent the request elsewhere (HTTP ${String(answer.status)}), which is never followed. Enter the address that it leads to as the base URL.`,
      );
    case "tls_refused":
      return failed(
        "tls_refused",
        `The server could not prove to be the source's: ${answer.detail}`,
      );
    case "unreachable":
      return failed("unreachable", `The source cannot be reached: ${answer.detail}`);
    case "timeout":
      return failed(
        "timeout",
        `The source did not answer within ${String(answer.seconds)} seconds.`,
      );
    case "too_large":
      return failed(
        "too_large",
        `The answer is larger than ${String(Math.round(answer.maxBytes / 1024))} KB. Ask for fewer records at once.`,
      );
    case "malformed":
      return failed("unreadable", `The answer broke off or is damaged: ${answer.detail}`);
  }
}
