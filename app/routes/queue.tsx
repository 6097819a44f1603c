import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type QueueAction, QueueScreen } from "../screens/queue/queue-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { doQueueAction, readQueueAction, refusedQueue } from "./queue-actions.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  return { view: found(await services.queries.queue(shop.id, sourceId)) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const asked = readQueueAction(await args.request.formData());
  if (!asked.ok) return data(refusedQueue(asked.errors), 422);
  const result = await doQueueAction(services.commands, by, { sourceId, asked: asked.value });
  if (result === "not_found") throw notFound();
  return data(result, result.done === "refused" ? 422 : 200);
}

const EVERY_SECONDS = 5;

export default function Queue() {
  const { view } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const result = fetcher.data;
  useToast(result, useDoneWords(result));
  useRefreshing(view.state === "on", EVERY_SECONDS);
  const isWritten = result?.done === "saved" || result?.done === "removed";
  useEffect(() => {
    if (isWritten) setDirty(false);
  }, [isWritten, setDirty]);
  return (
    <QueueScreen
      // What was saved is what there is now to change.
      key={view.savedAt ?? "new"}
      view={view}
      doing={doingOf(fetcher.formData)}
      test={result?.done === "test" ? result.test : null}
      errors={result?.done === "refused" ? result.errors : {}}
      onDirty={setDirty}
      onSave={(form) => {
        fetcher.submit({ action: "save", queue: JSON.stringify(form) }, { method: "post" });
      }}
      onAct={(action) => {
        fetcher.submit({ action }, { method: "post" });
      }}
      onRemove={() => {
        fetcher.submit({ action: "remove" }, { method: "post" });
      }}
    />
  );
}

const ACTIONS = ["save", "test", "on", "off", "remove"] as const satisfies readonly QueueAction[];

function doingOf(form: FormData | undefined): QueueAction | null {
  return ACTIONS.find((one) => one === form?.get("action")) ?? null;
}

function useDoneWords(result: ReturnType<typeof useFetcher<typeof action>>["data"]): string | null {
  const { t } = useTranslation();
  switch (result?.done) {
    case "saved":
      return t("queue.saved");
    case "removed":
      return t("queue.removed");
    case "on":
      return t("queue.turnedOn");
    case "off":
      return t("queue.turnedOff");
    case "test":
    case "refused":
    case undefined:
      return null;
  }
}
