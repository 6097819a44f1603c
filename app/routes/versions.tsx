import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { MOST_REPLAYED } from "../domain/run/replay.ts";
import type { VersionsView, VersionView } from "../screens/publish/view.ts";
import { VersionsScreen } from "../screens/publish/versions-screen.tsx";
import { admit, found, idIn } from "./admit.server.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  return { view: found(await services.queries.listVersions(shop.id, sourceId)) };
}

/** Leads to what a replay of the messages that the last backtest read otherwise would change. */
export async function action(args: ActionFunctionArgs) {
  const { shop, by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const request = { shopId: shop.id, sourceId, most: MOST_REPLAYED };
  const messageIds = await services.queries.affectedMessages(request);
  const started = await services.commands.startReplayCheck(by, { sourceId, messageIds });
  if (started.outcome === "started") return redirect(`/runs/${started.runId}`);
  return data({ outcome: "nothing" } as const, 409);
}

export default function Versions() {
  const { view } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const [selected, select] = useState<readonly string[]>(search.getAll("compare"));
  const published = Number(search.get("published"));
  return (
    <VersionsScreen
      view={view}
      selected={selected}
      compared={comparedIn(view, selected)}
      published={view.versions.some(({ version }) => version === published) ? published : null}
      isReplaying={fetcher.state !== "idle"}
      hasNothingToReplay={fetcher.data?.outcome === "nothing"}
      onReplay={() => {
        fetcher.submit({}, { method: "post" });
      }}
      onCompare={(ids) => {
        select(ids);
        setSearch(new URLSearchParams(ids.map((id) => ["compare", id])), {
          preventScrollReset: true,
        });
      }}
    />
  );
}

/** The older first, whichever was chosen first. */
function comparedIn(
  { versions }: VersionsView,
  ids: readonly string[],
): readonly [VersionView, VersionView] | null {
  const [newer, older] = versions.filter(({ id }) => ids.includes(id));
  return newer === undefined || older === undefined ? null : [older, newer];
}
