import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { isOver } from "../domain/run/run.ts";
import type { RunView } from "../screens/runs/view.ts";
import type { action, loader } from "./run.tsx";

const POLL_MILLISECONDS = 1000;

export interface WatchedRun {
  /** Null until it is loaded, or where there is none. */
  readonly run: RunView | null;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}

/** A run on another screen than its own: asked after while it goes, the screen's data loaded again when it is over. */
export function useRun(runId: string | null): WatchedRun {
  const shown = useFetcher<typeof loader>();
  const cancel = useFetcher<typeof action>();
  const { revalidate } = useRevalidator();
  const latest = useRef({ load: shown.load, revalidate });
  latest.current = { load: shown.load, revalidate };
  const address = runId === null ? null : `/runs/${runId}`;
  const run = shown.data?.run ?? null;
  const state = run?.id === runId ? run.state : undefined;
  useEffect(() => {
    if (address !== null) latest.current.load(address);
  }, [address]);
  useEffect(() => {
    if (address === null || state === undefined) return;
    if (isOver(state)) {
      latest.current.revalidate();
      return;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") latest.current.load(address);
    }, POLL_MILLISECONDS);
    return () => {
      clearInterval(timer);
    };
  }, [address, state]);
  return {
    run: run?.id === runId ? run : null,
    isCancelling: cancel.state !== "idle",
    onCancel: () => {
      if (address !== null)
        cancel.submit({ action: "cancel" }, { method: "post", action: address });
    },
  };
}
