import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { AuditScreen } from "../screens/settings/audit-screen.tsx";
import { AUDIT_AREAS, type AuditFilter } from "../screens/settings/view.ts";
import { admit } from "./admit.server.ts";
import { isUuid, placeIn } from "./page-place.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const search = new URL(args.request.url).searchParams;
  const filter = filterIn(search);
  const request = { filter, place: placeIn(search, isUuid) };
  return { page: await services.queries.listAudit(shop.id, request), filter };
}

/** What the address says wrongly narrows nothing. */
function filterIn(search: URLSearchParams): AuditFilter {
  const area = search.get("area");
  return { area: area !== null && isArea(area) ? area : null };
}

function isArea(text: string): text is keyof typeof AUDIT_AREAS {
  return Object.hasOwn(AUDIT_AREAS, text);
}

export default function Audit() {
  const { page, filter } = useLoaderData<typeof loader>();
  const [, setSearch] = useSearchParams();
  return (
    <AuditScreen
      page={page}
      filter={filter}
      onFilter={({ area }) => {
        setSearch(area === null ? {} : { area });
      }}
      onTurn={(to) => {
        setSearch({ ...(filter.area === null ? {} : { area: filter.area }), ...to });
      }}
    />
  );
}
