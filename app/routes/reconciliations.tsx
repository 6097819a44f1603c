import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { isReconcileMinutes } from "../domain/run/reconciliation.ts";
import { ReconciliationsScreen } from "../screens/reconciliation/reconciliations-screen.tsx";
import { admit } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { lossSpanIn } from "./loss-span.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 15;
const RUNNING_SECONDS = 2;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const span = lossSpanIn(new URL(args.request.url).searchParams);
  return { view: await services.queries.reconciliations({ shopId: shop.id, span }) };
}

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("now") }),
  z.strictObject({
    action: z.literal("every"),
    minutes: z.coerce.number().refine(isReconcileMinutes),
  }),
]);

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const form = readForm(actionSchema, await args.request.formData());
  if (!form.ok) return data({ done: "unexpected" } as const, 422);
  if (form.value.action === "now") {
    await services.commands.reconcileNow(by);
    return data({ done: "begun" } as const, 202);
  }
  const { minutes } = form.value;
  if (!isReconcileMinutes(minutes)) return data({ done: "unexpected" } as const, 422);
  await services.commands.setReconcileMinutes(by, minutes);
  return data({ done: "scheduled" } as const, 200);
}

export default function Reconciliations() {
  const { view } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const cancel = useFetcher();
  const [, setSearch] = useSearchParams();
  const pending = fetcher.formData?.get("action");
  useRefreshing(true, view.running === null ? REFRESH_SECONDS : RUNNING_SECONDS);
  const done = fetcher.data?.done;
  useToast(fetcher.data, done === undefined ? null : t(`reconciliation.${done}`));
  return (
    <ReconciliationsScreen
      view={view}
      isStarting={pending === "now"}
      isCancelling={cancel.state !== "idle"}
      onStart={() => {
        fetcher.submit({ action: "now" }, { method: "post" });
      }}
      onCancel={(runId) => {
        cancel.submit({ action: "cancel" }, { method: "post", action: `/runs/${runId}` });
      }}
      onEvery={(minutes) => {
        fetcher.submit({ action: "every", minutes }, { method: "post" });
      }}
      onSpan={(span) => {
        setSearch(span === "day" ? {} : { span }, { preventScrollReset: true });
      }}
    />
  );
}
