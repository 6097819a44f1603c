import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isOver } from "../domain/run/run.ts";
import { NoDraftScreen, PublishScreen } from "../screens/publish/publish-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { keyPlaceIn, kindIn, useNarrowed } from "./differences.ts";
import { isUuid } from "./page-place.ts";
import { doPublishAction, readPublishAction } from "./publish-actions.server.ts";
import { useRefreshing } from "./use-refreshing.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 1;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const search = new URL(args.request.url).searchParams;
  const candidateId = candidateIn(search);
  const request = { shopId: shop.id, sourceId, candidateId };
  const view = found(await services.queries.publish(request));
  if (view === "no_draft") return { sourceId, view: null, differences: null, kind: null };
  const kind = kindIn(search);
  const place = keyPlaceIn(search);
  const runId = view.backtest?.run.id ?? null;
  const differences =
    runId === null ? null : await services.queries.listDifferences(shop.id, { runId, kind, place });
  return { sourceId, view, differences, kind };
}

function candidateIn(search: URLSearchParams): string | null {
  const version = search.get("version");
  return version !== null && isUuid(version) ? version : null;
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const candidateId = candidateIn(new URL(args.request.url).searchParams);
  const asked = readPublishAction(await args.request.formData());
  if (!asked.ok) return data({ done: "refused", why: "backtest_needed" } as const, 422);
  const candidate = { sourceId, candidateId };
  const result = await doPublishAction(services.commands, by, { candidate, asked: asked.value });
  switch (result.done) {
    case "not_found":
      throw notFound();
    case "published":
      return redirect(`/sources/${sourceId}/versions?published=${String(result.version)}`);
    case "started":
    case "cancelled":
      return data(result, 200);
    case "refused":
      return data(result, 409);
  }
}

export default function Publish() {
  const { sourceId, view, differences, kind } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const [search, setSearch] = useSearchParams();
  const narrow = useNarrowed(search, setSearch);
  const run = view?.backtest?.run ?? null;
  useRefreshing(run !== null && !isOver(run.state), REFRESH_SECONDS);
  if (view === null) return <NoDraftScreen sourceId={sourceId} />;
  const pending = fetcher.formData?.get("action");
  const send = (form: Record<string, string>) => {
    fetcher.submit(form, { method: "post" });
  };
  const refused = fetcher.data?.done === "refused" ? fetcher.data.why : null;
  return (
    <PublishScreen
      view={view}
      differences={differences}
      kind={kind}
      isStarting={pending === "backtest"}
      isCancelling={pending === "cancel"}
      isPublishing={pending === "publish"}
      refusal={refused === null ? null : t(`publish.refused.${refused}`)}
      onStart={() => {
        send({ action: "backtest" });
      }}
      onCancel={() => {
        if (run !== null) send({ action: "cancel", runId: run.id });
      }}
      onPublish={(accepted) => {
        send({ action: "publish", accepted: JSON.stringify(accepted) });
      }}
      {...narrow}
    />
  );
}
