import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { AlertsScreen } from "../screens/alerts/alerts-screen.tsx";
import type { ChannelsCardProps } from "../screens/alerts/channels-card.tsx";
import { admit, notFound } from "./admit.server.ts";
import { doAlertAction, readAlertAction } from "./alert-actions.server.ts";
import { refusedFields } from "./source-actions.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useTellFlow } from "./use-tell-flow.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 15;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return { alerts: await services.queries.alerts(shop.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const asked = readAlertAction(await args.request.formData());
  if (!asked.ok) return data(refusedFields(asked.errors), 422);
  const result = await doAlertAction(services.commands, by, asked.value);
  if (result === "not_found") throw notFound();
  return data(result, result.done === "unreachable" ? 422 : 200);
}

type Result = ReturnType<typeof useFetcher<typeof action>>["data"];

export default function Alerts() {
  const { alerts } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const telling = useTellFlow();
  const setDirty = useLeaveGuard();
  const result = fetcher.data;
  const form = fetcher.formData;
  useRefreshing(true, REFRESH_SECONDS);
  useToast(result, useDoneWords(result));
  useEffect(() => {
    if (result?.done === "saved") setDirty(false);
  }, [result, setDirty]);
  const send = (fields: Record<string, string>) => {
    fetcher.submit(fields, { method: "post" });
  };
  const refusal = result?.done === "refused" ? result : null;
  const urlError = refusal?.fields["url"] ?? null;
  return (
    <AlertsScreen
      alerts={alerts}
      error={urlError === null ? (refusal?.error ?? null) : null}
      acknowledging={form?.get("action") === "acknowledge" ? textIn(form, "id") : null}
      onAcknowledge={(id) => {
        send({ action: "acknowledge", id });
      }}
      telling={telling}
      rules={{
        isSaving: form?.get("action") === "rules",
        onDirty: setDirty,
        onSave: (setting) => {
          send({ action: "rules", setting: JSON.stringify(setting) });
        },
      }}
      channels={{
        busy: busyIn(form),
        urlError,
        unreachable: result?.done === "unreachable" ? result.detail : null,
        freshSecret: result?.done === "added" ? result.secret : null,
        onAdd: (channel) => {
          send({ action: "add", ...channel });
        },
        onTest: (id) => {
          send({ action: "test", id });
        },
        onRemove: (id) => {
          send({ action: "remove", id });
        },
      }}
    />
  );
}

function useDoneWords(result: Result): string | null {
  const { t } = useTranslation();
  switch (result?.done) {
    case "saved":
      return t("shell.saved");
    case "added":
      return t("alerts.channels.added");
    case "tested":
      return t("alerts.channels.tested");
    case "removed":
      return t("alerts.channels.removed");
    case "acknowledged":
      return t("alerts.open.taken");
    case "told":
    case "unreachable":
    case "refused":
    case undefined:
      return null;
  }
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function busyIn(form: FormData | undefined): ChannelsCardProps["busy"] {
  const what = form?.get("action");
  if (form === undefined) return null;
  return what === "add" || what === "test" || what === "remove"
    ? { what, id: textIn(form, "id") }
    : null;
}
