import type { MessageContent } from "../../adapters/postgres/message-content.ts";
import { readDocument } from "../../domain/mapping/document/read-document.ts";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import { hidePersonalData, hidePersonalPairs } from "../../domain/payload/hide-personal-data.ts";
import { sendDocument } from "../../domain/payload/sent-document.ts";
import type { SentMessage } from "../../screens/mapping/view.ts";

export type Opened = Pick<SentMessage, "id" | "receivedAt">;

interface Way {
  readonly format: BodyFormat;
  readonly isRevealed: boolean;
}

/** A message as the browser gets it: read, and with personal data hidden unless it is revealed. */
export function sentMessage(opened: Opened, content: MessageContent, way: Way): SentMessage {
  const document = readDocument(content.body, way.format);
  const shown = <T>(value: T, hide: (value: T) => T) => (way.isRevealed ? value : hide(value));
  return {
    ...opened,
    ...way,
    headers: shown(Object.entries(content.headers), (pairs) => [
      ...hidePersonalPairs(pairs).map(copied),
    ]),
    query: shown(content.query, hideInQuery),
    content:
      "root" in document
        ? { kind: "document", document: sendDocument(shown(document, hidePersonalData)) }
        : { kind: "unreadable", problem: document },
  };
}

export function removedMessage(opened: Opened, way: Way): SentMessage {
  return { ...opened, ...way, headers: [], query: "", content: { kind: "removed" } };
}

function copied([name, value]: readonly [string, string]): [string, string] {
  return [name, value];
}

/** A query without personal data stays letter for letter as it came. */
function hideInQuery(query: string): string {
  const pairs = [...new URLSearchParams(query)];
  const hidden = hidePersonalPairs(pairs);
  const isSame = pairs.every(([, value], index) => hidden[index]?.[1] === value);
  return isSame ? query : new URLSearchParams(hidden.map(copied)).toString();
}
