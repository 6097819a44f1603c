import type { LoaderFunctionArgs } from "@remix-run/node";
import { admit, notFound } from "./admit.server.ts";
import { RouteProblem } from "./route-problem.tsx";

/** Any address that no screen has. */
export async function loader(args: LoaderFunctionArgs): Promise<never> {
  await admit(args);
  throw notFound();
}

export default function Unknown() {
  return null;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
