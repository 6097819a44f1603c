import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import type { VersionsView, VersionView } from "../screens/publish/view.ts";
import { VersionsScreen } from "../screens/publish/versions-screen.tsx";
import { admit, found, idIn } from "./admit.server.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  return { view: found(await services.queries.listVersions(shop.id, sourceId)) };
}

export default function Versions() {
  const { view } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const published = Number(search.get("published"));
  return (
    <VersionsScreen
      view={view}
      selected={search.getAll("compare")}
      compared={comparedIn(view, search.getAll("compare"))}
      published={view.versions.some(({ version }) => version === published) ? published : null}
      onCompare={(ids) => {
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
