import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { RemovedSourceScreen } from "../screens/sources/removed-source-screen.tsx";
import {
  SOURCE_ACTIONS,
  type SourceAction,
  SourceScreen,
} from "../screens/sources/source-screen.tsx";
import type { SourceDetail } from "../screens/sources/view.ts";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { doSourceAction, readSourceAction, refusedFields } from "./source-actions.server.ts";
import { useGoing } from "./use-going.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useTestEvent } from "./use-test-event.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const source = await services.queries.source(shop.id, sourceId);
  if (source !== null) return { source, removed: null };
  return { source, removed: found(await services.queries.removedSource(shop.id, sourceId)) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const asked = readSourceAction(await args.request.formData());
  if (!asked.ok) return data(refusedFields(asked.errors), 422);
  const result = await doSourceAction(services.commands, by, { sourceId, asked: asked.value });
  if (result === "not_found") throw notFound();
  return data(result, result.done === "refused" ? 422 : 200);
}

export default function Source() {
  const { source, removed } = useLoaderData<typeof loader>();
  if (source === null) return <RemovedSourceScreen source={removed} />;
  // Members that are absent arrive absent; only the type of Remix's decoder says `undefined`.
  return <LiveSource source={source as SourceDetail} />;
}

function LiveSource({ source }: { readonly source: SourceDetail }) {
  const fetcher = useFetcher<typeof action>();
  const test = useTestEvent(source.id);
  const setDirty = useLeaveGuard();
  const result = fetcher.data;
  useToast(result, useDoneWords(result));
  useEffect(() => {
    if (result !== undefined && result.done !== "refused") setDirty(false);
  }, [result, setDirty]);
  const draft = result?.done === "use-proposal" ? result.draftId : null;
  useGoing(draft === null ? null : `/sources/${source.id}/publish?version=${draft}`, setDirty);
  const send = (form: Record<string, string>) => {
    fetcher.submit(form, { method: "post" });
  };
  return (
    <SourceScreen
      source={source}
      freshSecret={result?.done === "rotate" ? result.secret : null}
      test={test}
      saving={savingOf(fetcher.formData)}
      error={result?.done === "refused" ? result.error : null}
      fieldErrors={result?.done === "refused" ? result.fields : {}}
      onDirty={setDirty}
      onRotate={() => {
        send({ action: "rotate" });
      }}
      onEnterSecret={(secret) => {
        send({ action: "enter-secret", secret });
      }}
      onRecheck={() => {
        send({ action: "recheck" });
      }}
      onUseProposal={(proposal) => {
        send({ action: "use-proposal", ...proposal });
      }}
      onAcceptDrift={({ via, key }) => {
        send({ action: "accept-drift", via, key });
      }}
      onRemove={() => {
        send({ action: "remove" });
      }}
      onState={(state) => {
        send({ action: "state", state });
      }}
      onSavePolicy={(policy) => {
        send({ action: "policy", policy: JSON.stringify(policy) });
      }}
    />
  );
}

type Result = ReturnType<typeof useFetcher<typeof action>>["data"];

function useDoneWords(result: Result): string | null {
  const { t } = useTranslation();
  switch (result?.done) {
    case "rotate":
      return t("sources.detail.rotated");
    case "enter-secret":
      return result.taken === 0
        ? t("sources.detail.secretEntered")
        : t("sources.detail.secretEnteredTaken", { count: result.taken });
    case "recheck":
      return result.taken === 0
        ? t("sources.detail.recheckedNone")
        : t("sources.detail.recheckedTaken", { count: result.taken });
    case "policy":
      return t("shell.saved");
    case "accept-drift":
      return t("drift.accepted");
    case "state":
      return t("sources.pause.done");
    case "remove":
      return t("sources.remove.done");
    case "use-proposal":
      return t("statuses.toBeTested");
    case "test":
    case "refused":
    case undefined:
      return null;
  }
}

function savingOf(form: FormData | undefined): SourceAction | null {
  const action = form?.get("action");
  return SOURCE_ACTIONS.find((one) => one === action) ?? null;
}
