import type { LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { SummaryScreen } from "../screens/diagnosis/summary-screen.tsx";
import { admit } from "./admit.server.ts";
import { ordersIn } from "./asked-orders.server.ts";
import type { loader as bundleLoader } from "./diagnosis-bundle.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return { orders: await services.queries.orderDiagnoses(shop.id, ordersIn(args.request)) };
}

export default function DiagnosisSummary() {
  const { orders } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof bundleLoader>();
  const ids = orders.map(({ orderRecordId }) => orderRecordId).join(",");
  return (
    <SummaryScreen
      orders={orders}
      bundle={fetcher.data?.bundle ?? null}
      isBundling={fetcher.state !== "idle"}
      onBundle={() => {
        fetcher.load(`/diagnosis/bundle?orders=${ids}`);
      }}
    />
  );
}
