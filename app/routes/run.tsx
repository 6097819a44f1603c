import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { isOver } from "../domain/run/run.ts";
import { REPLAY_NOTICES } from "../domain/run/replay.ts";
import type { Services } from "../services.server.ts";
import type { CheckedView } from "../screens/runs/checked-cards.tsx";
import { RunScreen } from "../screens/runs/run-screen.tsx";
import type { RunView } from "../screens/runs/view.ts";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { keyPlaceIn, kindIn, useNarrowed } from "./differences.ts";
import { readForm } from "./form-input.server.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 1;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const run = found(await services.queries.run(shop.id, idIn(args.params["runId"])));
  const search = new URL(args.request.url).searchParams;
  return { run, checked: await checkedOf(services, { shopId: shop.id, run }, search) };
}

/** What a check found, once it is done. */
async function checkedOf(
  { queries }: Services,
  { shopId, run }: { readonly shopId: string; readonly run: RunView },
  search: URLSearchParams,
): Promise<CheckedView | null> {
  if (!hasChecked(run) || run.state !== "done") return null;
  const kind = kindIn(search);
  const request = { runId: run.id, kind, place: keyPlaceIn(search) };
  const [differences, mails] = await Promise.all([
    queries.listDifferences(shopId, request),
    queries.replayMails(shopId, run.id),
  ]);
  return { differences, kind, mails };
}

/** Whether it was a look before something that may now begin. */
function hasChecked({ summary }: RunView): boolean {
  return (
    summary.kind === "replay_check" ||
    (summary.kind === "backfill" && summary.isTrial && (summary.backfill?.found ?? null) !== null)
  );
}

const mailChoice = {
  notices: z.enum(REPLAY_NOTICES),
  consent: z.enum(["given", "not_given"]),
};

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("cancel") }),
  z.strictObject({ action: z.literal("replay"), ...mailChoice }),
  z.strictObject({ action: z.literal("backfill"), ...mailChoice }),
]);

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const runId = idIn(args.params["runId"]);
  const form = readForm(actionSchema, await args.request.formData());
  if (!form.ok) return data({ outcome: "check_again", mails: 0 } as const, 422);
  const asked = form.value;
  if (asked.action === "cancel") {
    const outcome = await services.commands.cancelRun(by, runId);
    if (outcome === "not_found") throw notFound();
    return data({ outcome, mails: 0 }, 200);
  }
  const { action: what, ...choice } = asked;
  const result =
    what === "replay"
      ? await services.commands.replayChecked(by, { checkId: runId, ...choice })
      : await services.commands.backfillTried(by, { trialId: runId, ...choice });
  switch (result.outcome) {
    case "started":
      return redirect(`/runs/${result.runId}`);
    case "consent_needed":
      return data({ outcome: result.outcome, mails: result.mails }, 409);
    case "check_again":
      return data({ outcome: result.outcome, mails: 0 }, 409);
    case "not_found":
      throw notFound();
  }
}

export default function Run() {
  const { run, checked } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const [search, setSearch] = useSearchParams();
  const narrow = useNarrowed(search, setSearch);
  useRefreshing(!isOver(run.state), REFRESH_SECONDS);
  const answer = fetcher.data ?? null;
  const refusal = useRefusal(run);
  useToast(answer, answer?.outcome === "cancelled" ? t("runs.cancelled") : null);
  const pending = fetcher.formData?.get("action") ?? null;
  const start = run.summary.kind === "backfill" ? "backfill" : "replay";
  return (
    <RunScreen
      run={run}
      checked={checked}
      isCancelling={pending === "cancel"}
      isStarting={pending === start}
      refusal={refusal(answer)}
      onCancel={() => {
        fetcher.submit({ action: "cancel" }, { method: "post" });
      }}
      onStart={(choice) => {
        fetcher.submit({ action: start, ...choice }, { method: "post" });
      }}
      {...narrow}
    />
  );
}

/** Why what was looked at was not begun, in words. */
function useRefusal({ summary }: RunView) {
  const { t } = useTranslation();
  return (answer: ReturnType<typeof useFetcher<typeof action>>["data"] | null): string | null => {
    switch (answer?.outcome) {
      case "consent_needed":
        return t("runs.replay.refused.consent_needed", { count: answer.mails });
      case "check_again":
        return summary.kind === "backfill"
          ? t("runs.trial.check_again")
          : t("runs.replay.refused.check_again");
      case "cancelled":
      case "cancelling":
      case "over":
      case undefined:
        return null;
    }
  };
}
