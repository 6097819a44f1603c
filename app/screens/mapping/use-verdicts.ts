import { useEffect, useState } from "react";
import { type Verdict, verdictOf } from "../../domain/mapping/editing/verdict.ts";
import type { MappingFile } from "../../domain/mapping/mapping-file.ts";
import { sampleOf } from "./samples.ts";
import type { SentMessage } from "./view.ts";

/** Milliseconds of a slice where the browser does not say how long it is idle. */
const SLICE = 8;

/** What would become of each message, worked out while the browser has nothing better to do. */
export function useVerdicts(
  messages: ReadonlyMap<string, SentMessage>,
  file: MappingFile,
): ReadonlyMap<string, Verdict> {
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, Verdict>>(new Map());
  useEffect(() => {
    const waiting = [...messages].filter(([, { content }]) => content.kind !== "removed");
    const found = new Map<string, Verdict>();
    return inSlices((isTimeLeft) => {
      do {
        const next = waiting.pop();
        if (next !== undefined) found.set(next[0], verdictOf(sampleOf(next[1]), file));
      } while (waiting.length > 0 && isTimeLeft());
      const soFar = new Map(found);
      setVerdicts((before) => new Map([...before, ...soFar]));
      return waiting.length > 0;
    });
  }, [messages, file]);
  return verdicts;
}

/** Works while the browser is idle, until the work says that it is done; answers how to stop it. */
function inSlices(work: (isTimeLeft: () => boolean) => boolean): () => void {
  let isStopped = false;
  const run = (isTimeLeft: () => boolean) => {
    if (!isStopped && work(isTimeLeft)) schedule(run);
  };
  schedule(run);
  return () => {
    isStopped = true;
  };
}

function schedule(run: (isTimeLeft: () => boolean) => void): void {
  if ("requestIdleCallback" in globalThis) {
    requestIdleCallback(
      (deadline) => {
        run(() => deadline.timeRemaining() > 1);
      },
      { timeout: 500 },
    );
    return;
  }
  setTimeout(() => {
    const end = performance.now() + SLICE;
    run(() => performance.now() < end);
  }, 16);
}
