import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import type { MappingEditorView, SentMessage } from "../screens/mapping/view.ts";
import type { loader } from "./mapping-messages.ts";

/** Characters of messages that are kept in the browser; those beyond are read when they are looked at. */
const MOST_CHARACTERS = 8_000_000;
const AT_ONCE = 10;

/** What the last messages hold, fetched a few at a time, the one that is looked at first. */
export function useMappingMessages(view: MappingEditorView) {
  const fetcher = useFetcher<typeof loader>();
  const [known, setKnown] = useState<ReadonlyMap<string, SentMessage>>(() => begin(view));
  const [wanted, setWanted] = useState<string | null>(null);
  const { source, format, messages } = view;
  const add = useCallback((arrived: readonly SentMessage[]) => {
    setKnown((before) => new Map([...before, ...arrived.flatMap(entry)]));
  }, []);
  useEffect(() => {
    setKnown(begin(view));
    // A message is read anew only where it is read as something else.
  }, [format]);
  useEffect(() => {
    if (fetcher.data !== undefined) {
      add(fetcher.data.messages.filter((message) => message.format === format));
    }
  }, [fetcher.data, add, format]);
  useEffect(() => {
    // An empty answer means that what is missing is gone; asking again would find no more.
    if (fetcher.state !== "idle" || fetcher.data?.messages.length === 0) return;
    const missing = messages.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    const asked = wanted !== null && missing.includes(wanted);
    const ids = asked ? [wanted] : sizeOf(known) < MOST_CHARACTERS ? missing.slice(0, AT_ONCE) : [];
    if (ids.length === 0) return;
    const query = new URLSearchParams({ ids: ids.join(","), format });
    fetcher.load(`/sources/${source.id}/mapping/messages?${query.toString()}`);
    // One request at a time: the fetcher's state says when the next may go.
  }, [fetcher.state, known, messages, wanted, format]);
  const reveal = useCallback(
    (message: SentMessage) => {
      add([message]);
    },
    [add],
  );
  return { known, want: setWanted, reveal };
}

function begin({ first }: MappingEditorView): ReadonlyMap<string, SentMessage> {
  return new Map(first === null ? [] : entry(first));
}

function entry(message: SentMessage): [string, SentMessage][] {
  return message.id === null ? [] : [[message.id, message]];
}

function sizeOf(known: ReadonlyMap<string, SentMessage>): number {
  return [...known.values()].reduce(
    (total, { content }) =>
      total + (content.kind === "document" ? content.document.json.length : 0),
    0,
  );
}
