import type { LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { GAP_KINDS } from "../domain/reconciliation/report.ts";
import { ReconciliationScreen } from "../screens/reconciliation/reconciliation-screen.tsx";
import { admit, found, idIn } from "./admit.server.ts";
import { useRefreshing } from "./use-refreshing.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 2;
const MOST_KEY = 500;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const runId = idIn(args.params["runId"]);
  const search = new URL(args.request.url).searchParams;
  const kind = GAP_KINDS.find((one) => one === search.get("kind")) ?? null;
  const after = search.get("after")?.slice(0, MOST_KEY).replaceAll("\u0000", "") ?? null;
  const request = { shopId: shop.id, runId, kind, after };
  return { view: found(await services.queries.reconciliation(request)) };
}

export default function Reconciliation() {
  const { view } = useLoaderData<typeof loader>();
  const cancel = useFetcher();
  const [search, setSearch] = useSearchParams();
  useRefreshing(view.run !== null && view.run.endedAt === null, REFRESH_SECONDS);
  const narrow = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { preventScrollReset: true });
  };
  return (
    <ReconciliationScreen
      view={view}
      isCancelling={cancel.state !== "idle"}
      onCancel={() => {
        cancel.submit({ action: "cancel" }, { method: "post", action: `/runs/${view.runId}` });
      }}
      onKind={(kind) => {
        narrow({ kind, after: null });
      }}
      onAfter={(after) => {
        narrow({ after });
      }}
    />
  );
}
