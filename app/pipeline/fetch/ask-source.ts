import { hasSession } from "../../domain/polling/ask-session.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import { needsCredentials } from "../../domain/polling/problem.ts";
import { needsSession } from "../../domain/polling/session.ts";
import type { Session } from "../../domain/polling/session.ts";
import type { SourceAccess } from "../../domain/source/source-access.ts";
import { renewSession } from "../polling/source-line.ts";
import type { AskedSession, Clock, OpenFetch, SourceAnswer } from "../ports.ts";
import type { SourceRequests, SourceSessions } from "../ports.ts";
import { tryAgain } from "./judge-answer.ts";
import type { FetchVerdict } from "./judge-answer.ts";
import { requestOf } from "./request-of.ts";

export interface AskPorts {
  readonly sourceRequests: SourceRequests;
  readonly sessions: SourceSessions;
  readonly clock: Clock;
}

export interface Asked {
  readonly shopId: string;
  readonly open: OpenFetch;
  readonly access: SourceAccess;
}

type Asking =
  | { readonly kind: "answer"; readonly answer: SourceAnswer }
  | Exclude<FetchVerdict, { kind: "record" }>;

/** Asks for an address, with a session where the source wants one; a session that is over is renewed once. */
export async function ask(ports: AskPorts, asked: Asked): Promise<Asking> {
  if (!hasSession(asked.access.auth)) return send(ports, asked, null);
  const opened = await openSession(ports, asked);
  if ("problem" in opened) return noSession(opened.problem, asked.open.tries);
  const first = await send(ports, asked, opened.session);
  const isOver =
    first.kind === "answer" && first.answer.outcome === "answered" && first.answer.status === 401;
  if (!isOver) return first;
  const renewed = await renewSession(ports, sessionOf(asked), opened.session);
  return "problem" in renewed
    ? noSession(renewed.problem, asked.open.tries)
    : send(ports, asked, renewed.session);
}

async function send(
  { sourceRequests }: AskPorts,
  { open, access }: Asked,
  session: Session | null,
): Promise<Asking> {
  const request = requestOf(open, access, session);
  if (request !== null) return { kind: "answer", answer: await sourceRequests.send(request) };
  const detail = "The address that it points to is none. Correct the fetch part of the mapping.";
  const reason = { code: "fetch_refused", detail };
  return { kind: "end", end: { state: "failed", status: null, reason } };
}

/** The session that polling and fetching share; a stored one that is over is renewed. */
async function openSession(ports: AskPorts, asked: Asked): Promise<AskedSession> {
  const stored = await renewSession(ports, sessionOf(asked), null);
  if ("problem" in stored) return stored;
  return needsSession(asked.access.auth, stored.session, ports.clock.now())
    ? renewSession(ports, sessionOf(asked), stored.session)
    : stored;
}

function sessionOf({ shopId, open: { sourceId }, access }: Asked) {
  return { shopId, sourceId, access, definition: { auth: access.auth } };
}

/** A refused login is not tried again by itself: that only locks accounts. */
function noSession(problem: PollProblem, tries: number): Asking {
  if (!needsCredentials(problem)) {
    return tryAgain(tries, { code: "fetch_failed", detail: problem.detail });
  }
  const reason = { code: "fetch_unauthorized", detail: problem.detail };
  return { kind: "end", end: { state: "failed", status: null, reason } };
}
