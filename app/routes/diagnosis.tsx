import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ORDER_SIGNALS } from "../domain/discrepancy/signals.ts";
import { ZONES } from "../domain/zone.ts";
import { DiagnosisScreen } from "../screens/diagnosis/diagnosis-screen.tsx";
import type { DiscrepancyFilter } from "../screens/diagnosis/view.ts";
import { admit, notFound } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 30;

function filterIn(query: URLSearchParams): DiscrepancyFilter {
  return {
    zone: ZONES.find((zone) => zone === query.get("zone")) ?? null,
    signal: ORDER_SIGNALS.find((signal) => signal === query.get("signal")) ?? null,
    state: query.get("state") === "closed" ? "closed" : "open",
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const filter = filterIn(new URL(args.request.url).searchParams);
  return { view: await services.queries.diagnosis(shop.id, filter), filter };
}

const takeSchema = z.strictObject({ action: z.literal("take"), id: z.uuid() });

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const form = readForm(takeSchema, await args.request.formData());
  if (!form.ok) return data({ taken: false }, 422);
  if (!(await services.commands.takeDiscrepancy(by, form.value.id))) throw notFound();
  return data({ taken: true });
}

export default function Diagnosis() {
  const { view, filter } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const [, setSearch] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  useRefreshing(true, REFRESH_SECONDS);
  useToast(fetcher.data, fetcher.data?.taken === true ? t("diagnosis.taken") : null);
  const id = fetcher.formData?.get("id");
  return (
    <DiagnosisScreen
      view={view}
      filter={filter}
      taking={typeof id === "string" ? id : null}
      onFilter={({ zone, signal, state }) => {
        const given = { zone: zone ?? "", signal: signal ?? "", state };
        const set = Object.entries(given).filter(([, value]) => value !== "" && value !== "open");
        setSearch(new URLSearchParams(set));
      }}
      onTake={(discrepancy) => {
        fetcher.submit({ action: "take", id: discrepancy }, { method: "post" });
      }}
    />
  );
}
