import { plusSeconds } from "../../domain/instant.ts";
import type { Registration } from "../../domain/polling/definition/source-log-schema.ts";
import { readPageDocument, readTexts } from "../../domain/polling/page-document.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import { plainRequest } from "../../domain/polling/request-of.ts";
import { statusProblem } from "../../domain/polling/status-problem.ts";
import type { Registered } from "../ports.ts";
import type { SourceLogPorts } from "./read-source-log.ts";
import { type LineTo, type SourceLine, sourceLine } from "./source-line.ts";

const PAUSE_SECONDS = 3600;

/** Asks hourly which addresses a source has registered for its webhooks. Answers the line; null where nothing was asked. */
export async function readRegistration(
  ports: SourceLogPorts,
  to: LineTo,
): Promise<SourceLine | null> {
  const { registration } = to.definition;
  if (registration === undefined) return null;
  const { checkedAt } = await ports.sourceLogs.standing(to);
  const now = ports.clock.now();
  if (checkedAt !== null && plusSeconds(checkedAt, PAUSE_SECONDS) > now) return null;
  const line = sourceLine(ports, to);
  const said = await ask(line, to, registration);
  if (said === null) return line;
  const registered: Registered =
    "urls" in said
      ? { kind: "read", at: now, urls: said.urls }
      : { kind: "problem", at: now, problem: said.problem };
  await ports.sourceLogs.noteRegistered(to, registered);
  return line;
}

/** Null where the source asks to wait: the next poll asks again. */
async function ask(
  line: SourceLine,
  { definition }: LineTo,
  registration: Registration,
): Promise<{ readonly urls: readonly string[] } | { readonly problem: PollProblem } | null> {
  const answered = await line.ask((asker) => plainRequest(asker, registration.request));
  if (answered === null || answered.kind === "later") return null;
  if (answered.kind === "problem") return answered;
  const { answer } = answered;
  if (answer.outcome === "failed") return { problem: answer.problem };
  if (answer.status === 429 || answer.status === 503) return null;
  const problem = statusProblem(answer);
  if (problem !== null) return { problem };
  const document = readPageDocument(answer, definition.format ?? "json");
  return "problem" in document ? document : { urls: readTexts(document, registration.urls) };
}
