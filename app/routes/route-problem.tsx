import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { type ProblemKind, ProblemScreen } from "../screens/shell/problem-screen.tsx";

/** Says what happened instead of the page, and keeps what is around it. */
export function RouteProblem() {
  const error = useRouteError();
  const { revalidate } = useRevalidator();
  return <ProblemScreen kind={kindOf(error)} onRetry={revalidate} />;
}

function kindOf(error: unknown): ProblemKind {
  if (!isRouteErrorResponse(error)) return "broken";
  if (error.status === 404) return "notFound";
  return error.status === 503 ? "unavailable" : "broken";
}
