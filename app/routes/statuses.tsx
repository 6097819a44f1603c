import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { StatusesScreen } from "../screens/statuses/statuses-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { doStatusAction, readStatusAction } from "./status-actions.server.ts";
import { useGoing } from "./use-going.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { isUuid } from "./page-place.ts";
import { useRun } from "./use-run.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  return { page: found(await services.queries.statuses(shop.id, sourceId)) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const asked = readStatusAction(await args.request.formData());
  if (!asked.ok) {
    const [error = "unexpected"] = Object.values(asked.errors);
    return data({ done: "refused", error } as const, 422);
  }
  const result = await doStatusAction(services.commands, by, { sourceId, asked: asked.value });
  if (result === "not_found") throw notFound();
  return data(result, result.done === "refused" ? 422 : 200);
}

export default function Statuses() {
  const { page } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const result = fetcher.data;
  const replay = useRun(useRunOf(result?.done === "replaying" ? result.runId : null));
  const setDirty = useLeaveGuard();
  const published = result?.done === "published" ? result.version : null;
  const words = useDoneWords(result);
  const draft = result?.done === "to_be_tested" ? result.draftId : null;
  useGoing(draft === null ? null : `/sources/${page.source.id}/publish?version=${draft}`, setDirty);
  useToast(result, words);
  return (
    <StatusesScreen
      page={page}
      isSaving={fetcher.state !== "idle"}
      saved={fetcher.state === "idle" && published !== null ? result : null}
      error={result?.done === "refused" ? result.error : null}
      replay={replay}
      onDirty={setDirty}
      onSave={(rows) => {
        const basedOn = String(page.version ?? 0);
        fetcher.submit({ action: "save", basedOn, rows: JSON.stringify(rows) }, { method: "post" });
      }}
      onMapAndReplay={({ status, meaning }) => {
        fetcher.submit({ action: "map-and-replay", status, meaning }, { method: "post" });
      }}
      onReplay={(status) => {
        fetcher.submit({ action: "replay", status }, { method: "post" });
      }}
    />
  );
}

/** The run in the address, so that its progress is there after a reload; a run that was just started is put there. */
function useRunOf(started: string | null): string | null {
  const [search, setSearch] = useSearchParams();
  const named = search.get("run");
  useEffect(() => {
    if (started === null) return;
    setSearch(
      (before) => {
        before.set("run", started);
        return before;
      },
      { replace: true },
    );
  }, [started, setSearch]);
  return named !== null && isUuid(named) ? named : null;
}

type Result = ReturnType<typeof useFetcher<typeof action>>["data"];

function useDoneWords(result: Result): string | null {
  const { t } = useTranslation();
  switch (result?.done) {
    case "published":
      return t("sources.detail.published", { version: result.version });
    case "replaying":
      return t("statuses.replayStarted");
    case "nothing_stopped":
      return t("statuses.nothingStopped");
    case "to_be_tested":
      return t("statuses.toBeTested");
    case "refused":
    case undefined:
      return null;
  }
}
