import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SummaryScreen } from "../screens/diagnosis/summary-screen.tsx";
import { admit, idIn } from "./admit.server.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const MOST_ORDERS = 20;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const asked = new URL(args.request.url).searchParams.get("orders") ?? "";
  const ids = asked.split(",").filter((id) => id !== "");
  const orderRecordIds = [...new Set(ids.map(idIn))].slice(0, MOST_ORDERS);
  return { orders: await services.queries.orderDiagnoses(shop.id, orderRecordIds) };
}

export default function DiagnosisSummary() {
  const { orders } = useLoaderData<typeof loader>();
  return <SummaryScreen orders={orders} />;
}
