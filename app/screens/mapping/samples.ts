import type { Sample } from "../../domain/mapping/editing/surroundings.ts";
import { receiveDocument } from "../../domain/payload/sent-document.ts";
import type { SentMessage } from "./view.ts";

const known = new WeakMap<SentMessage, Sample>();

/** What arrived, as the domain reads it; each message is read once. */
export function sampleOf(message: SentMessage): Sample {
  const before = known.get(message);
  if (before !== undefined) return before;
  const { content, headers, query, receivedAt } = message;
  const sample: Sample = {
    document: documentOf(content),
    around: {
      headers: Object.fromEntries(headers),
      query,
      ...(receivedAt === null ? {} : { receivedAt }),
    },
  };
  known.set(message, sample);
  return sample;
}

function documentOf(content: SentMessage["content"]): Sample["document"] {
  switch (content.kind) {
    case "document":
      return receiveDocument(content.document);
    case "unreadable":
      return content.problem;
    case "removed":
      return { code: "empty_body", at: null, detail: "This message was removed." };
  }
}
