import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { HomeScreen } from "../screens/home/home-screen.tsx";
import { HISTORY_SPANS, type HistorySpan } from "../screens/home/view.ts";
import { admit } from "./admit.server.ts";
import { useKept } from "./use-kept.ts";
import { useRefreshing } from "./use-refreshing.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 15;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return services.queries.home(shop.id, spanIn(new URL(args.request.url).searchParams));
}

function spanIn(search: URLSearchParams): HistorySpan {
  return HISTORY_SPANS.find((span) => span === search.get("span")) ?? "day";
}

export default function Home() {
  const home = useLoaderData<typeof loader>();
  const [guide, setGuide] = useKept("handoff.setup-guide", "shown");
  const [, setSearch] = useSearchParams();
  useRefreshing(true, REFRESH_SECONDS);
  return (
    <HomeScreen
      home={home}
      isGuideHidden={guide === "hidden"}
      onHideGuide={() => {
        setGuide("hidden");
      }}
      onShowGuide={() => {
        setGuide("shown");
      }}
      onSpan={(span) => {
        setSearch(span === "day" ? {} : { span }, { preventScrollReset: true });
      }}
    />
  );
}
