import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { isOver } from "../domain/run/run.ts";
import { RunScreen } from "../screens/runs/run-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 1;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return { run: found(await services.queries.run(shop.id, idIn(args.params["runId"]))) };
}

const actionSchema = z.strictObject({ action: z.literal("cancel") });

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const runId = idIn(args.params["runId"]);
  const asked = readForm(actionSchema, await args.request.formData());
  if (!asked.ok) return data({ outcome: "refused" as const }, 422);
  const outcome = await services.commands.cancelRun(by, runId);
  if (outcome === "not_found") throw notFound();
  return data({ outcome }, 200);
}

export default function Run() {
  const { run } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  useRefreshing(!isOver(run.state), REFRESH_SECONDS);
  useToast(fetcher.data, fetcher.data?.outcome === "cancelled" ? t("runs.cancelled") : null);
  return (
    <RunScreen
      run={run}
      isCancelling={fetcher.state !== "idle"}
      onCancel={() => {
        fetcher.submit({ action: "cancel" }, { method: "post" });
      }}
    />
  );
}
