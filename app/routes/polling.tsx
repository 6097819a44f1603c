import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type PollingAction, PollingScreen } from "../screens/polling/polling-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { doPollingAction } from "./polling-actions.server.ts";
import { cardPart } from "./card-part.server.ts";
import { lossSpanIn } from "./loss-span.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const span = lossSpanIn(new URL(args.request.url).searchParams);
  const view = found(await services.queries.polling(shop.id, sourceId));
  const loss = await cardPart(services, {
    name: "polling.loss",
    read: () => services.queries.loss({ shopId: shop.id, sourceId, span }),
  });
  return { view, loss };
}

export async function action(args: ActionFunctionArgs) {
  const { shop, by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const form = await args.request.formData();
  const timeZone = shop.timeZone ?? "UTC";
  const result = await doPollingAction(services.commands, by, { sourceId, form, timeZone });
  if (result === "not_found") throw notFound();
  if (result.done === "started") return redirect(`/runs/${result.runId}`);
  return data(result, result.done === "refused" ? 422 : 200);
}

const EVERY_SECONDS = 3;

export default function Polling() {
  const { view, loss } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [, setSearch] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const words = useErrorWords();
  const result = fetcher.data;
  const refused = result?.done === "refused" ? result : null;
  useToast(result, useDoneWords(result));
  useRefreshing(view.state === "on", EVERY_SECONDS);
  // What was saved is read again before the fetcher rests.
  const saves = useSaves(fetcher.state === "idle" ? result : undefined);
  useEffect(() => {
    if (result?.done === "saved") setDirty(false);
  }, [result, setDirty]);
  return (
    <PollingScreen
      key={saves}
      view={view}
      loss={loss}
      onRetry={revalidate}
      onSpan={(span) => {
        setSearch(span === "day" ? {} : { span }, { preventScrollReset: true });
      }}
      doing={doingOf(fetcher.formData)}
      test={result?.done === "test" ? result.result : null}
      refused={refused?.detail ?? null}
      errors={Object.fromEntries(
        Object.entries(refused?.errors ?? {}).map(([field, code]) => [field, words(code)]),
      )}
      onDirty={setDirty}
      onSave={({ choice, baseUrl, inputs, form, definition }) => {
        const sent = {
          choice,
          baseUrl,
          definition,
          inputs: JSON.stringify(inputs),
          form: JSON.stringify(form),
        };
        fetcher.submit({ action: "save", ...sent }, { method: "post" });
      }}
      onBackfill={(span) => {
        fetcher.submit({ action: "backfill", ...span }, { method: "post" });
      }}
      onAct={(action) => {
        fetcher.submit({ action }, { method: "post" });
      }}
    />
  );
}

type Result = ReturnType<typeof useFetcher<typeof action>>["data"];

/** How often was saved: after each time the screen begins anew from what is stored. */
function useSaves(result: Result): number {
  const [saves, setSaves] = useState<{ readonly count: number; readonly last: Result }>({
    count: 0,
    last: undefined,
  });
  if (result?.done === "saved" && saves.last !== result) {
    setSaves({ count: saves.count + 1, last: result });
  }
  return saves.count;
}

const ACTIONS = [
  "save",
  "test",
  "on",
  "off",
  "now",
  "backfill",
] as const satisfies readonly PollingAction[];

function doingOf(form: FormData | undefined): PollingAction | null {
  return ACTIONS.find((one) => one === form?.get("action")) ?? null;
}

const ERROR_CODES = [
  "required",
  "path_invalid",
  "path_start",
  "format_invalid",
  "number_invalid",
  "open_invalid",
  "json_invalid",
] as const;

function useErrorWords(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    const known = ERROR_CODES.find((one) => one === code) ?? "unexpected";
    return t(`polling.error.${known}`);
  };
}

function useDoneWords(result: ReturnType<typeof useFetcher<typeof action>>["data"]): string | null {
  const { t } = useTranslation();
  switch (result?.done) {
    case "saved":
      return t("polling.saved");
    case "on":
      return t("polling.turnedOn");
    case "off":
      return t("polling.turnedOff");
    case "now":
      return t("polling.asked");
    case "test":
    case "refused":
    case undefined:
      return null;
  }
}
