import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HomeScreen } from "../screens/home/home-screen.tsx";
import { admit } from "./admit.server.ts";
import { useKept } from "./use-kept.ts";
import { useRefreshing } from "./use-refreshing.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 15;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return services.queries.home(shop.id);
}

export default function Home() {
  const home = useLoaderData<typeof loader>();
  const [guide, setGuide] = useKept("handoff.setup-guide", "shown");
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
    />
  );
}
