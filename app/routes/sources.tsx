import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SourceListScreen } from "../screens/sources/source-list-screen.tsx";
import { admit } from "./admit.server.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return { sources: await services.queries.listSources(shop.id) };
}

export default function Sources() {
  return <SourceListScreen sources={useLoaderData<typeof loader>().sources} />;
}
