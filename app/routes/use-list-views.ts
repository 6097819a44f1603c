import { useFetcher, useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { MAX_VIEW_NAME, MOST_VIEWS, type SavedView } from "../domain/saved-view.ts";
import type { ListViews } from "../screens/parts/list-views.ts";
import { useToast } from "./use-toast.ts";
import type { ViewAnswer } from "./view-actions.server.ts";

type Change = Readonly<Record<string, string>>;

/** The views of the list at this address: which is open, and how they are changed. */
export function useListViews(saved: readonly SavedView[], search: string): ListViews {
  const [address, setAddress] = useSearchParams();
  const change = useViewChange();
  const open = (id: string | null, filters: string) => {
    const next = new URLSearchParams(filters);
    if (id !== null) next.set("view", id);
    setAddress(next);
  };
  return {
    saved,
    openId: address.get("view"),
    search,
    onOpen: (view) => {
      open(view?.id ?? null, view?.search ?? "");
    },
    onCreate: async (name) => {
      const answer = await change({ action: "create", name, search });
      if (answer.id !== null) open(answer.id, search);
      return answer.done !== null;
    },
    onRename: async (id, name) => (await change({ action: "rename", id, name })).done !== null,
    onSave: async (id) => (await change({ action: "narrow", id, search })).done !== null,
    onDelete: async (id) => {
      const answer = await change({ action: "delete", id });
      if (answer.done !== null) open(null, "");
      return answer.done !== null;
    },
  };
}

/** Sends a change of a view and waits for its answer, which it also shows. */
function useViewChange(): (change: Change) => Promise<ViewAnswer> {
  const fetcher = useFetcher<ViewAnswer>();
  const waiting = useRef<((answer: ViewAnswer) => void) | null>(null);
  const { state, data } = fetcher;
  useEffect(() => {
    if (state !== "idle" || data === undefined) return;
    waiting.current?.(data);
    waiting.current = null;
  }, [state, data]);
  useToast(data, useAnswerWords(data));
  return (change) =>
    new Promise((resolve) => {
      waiting.current = resolve;
      fetcher.submit(change, { method: "post" });
    });
}

function useAnswerWords(answer: ViewAnswer | undefined): string | null {
  const { t } = useTranslation();
  if (answer === undefined) return null;
  if (answer.error !== null) {
    return t(`views.error.${answer.error}`, { most: MOST_VIEWS, length: MAX_VIEW_NAME });
  }
  switch (answer.done) {
    case "create":
      return t("views.created");
    case "rename":
      return t("views.renamed");
    case "narrow":
      return t("views.changed");
    case "delete":
      return t("views.deleted");
    case null:
      return null;
  }
}
