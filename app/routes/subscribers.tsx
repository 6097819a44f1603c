import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SubscribersScreen } from "../screens/subscribers/subscribers-screen.tsx";
import { admit } from "./admit.server.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return { subscribers: await services.queries.subscribers(shop.id) };
}

export default function Subscribers() {
  const { subscribers } = useLoaderData<typeof loader>();
  return <SubscribersScreen subscribers={subscribers} />;
}
