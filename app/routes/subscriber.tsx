import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DELIVERY_STATES } from "../domain/outgoing/event-type.ts";
import { SubscriberScreen } from "../screens/subscribers/subscriber-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { placeIn } from "./page-place.ts";
import { doSubscriberAction, readSubscriberAction } from "./subscriber-actions.server.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 5;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const search = new URL(args.request.url).searchParams;
  const request = {
    shopId: shop.id,
    subscriberId: idIn(args.params["subscriberId"]),
    // What the address says wrongly narrows nothing.
    state: DELIVERY_STATES.find((state) => state === search.get("state")) ?? null,
    place: placeIn(search, isDeliveryId),
  };
  return { subscriber: found(await services.queries.subscriber(request)) };
}

function isDeliveryId(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const subscriberId = idIn(args.params["subscriberId"]);
  const asked = readSubscriberAction(await args.request.formData());
  if (!asked.ok) return data({ done: "refused" as const }, 422);
  const result = await doSubscriberAction(services.commands, by, {
    subscriberId,
    asked: asked.value,
  });
  if (result === "not_found") throw notFound();
  if (result.done === "removed") return redirect("/settings/subscribers");
  return data(result);
}

type Result = ReturnType<typeof useFetcher<typeof action>>["data"];

export default function Subscriber() {
  const { subscriber } = useLoaderData<typeof loader>();
  const [, setSearch] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const result = fetcher.data;
  useRefreshing(true, REFRESH_SECONDS);
  useToast(result, useDoneWords(result));
  const { shown } = subscriber;
  return (
    <SubscriberScreen
      subscriber={subscriber}
      isBusy={fetcher.state !== "idle"}
      freshSecret={result?.done === "rotated" ? result.fresh : null}
      freshKey={result?.done === "renewed" ? result.fresh : null}
      onAct={(fields) => {
        fetcher.submit(fields, { method: "post" });
      }}
      onFilter={(state) => {
        setSearch(state === null ? {} : { state });
      }}
      onTurn={(to) => {
        setSearch({ ...(shown === null ? {} : { state: shown }), ...to });
      }}
    />
  );
}

function useDoneWords(result: Result): string | null {
  const { t } = useTranslation();
  switch (result?.done) {
    case "tested":
    case "paused":
    case "resumed":
    case "rotated":
    case "renewed":
    case "removed":
      return t(`subscribers.done.${result.done}`);
    case "sent_again":
      return t("subscribers.done.sent_again", { count: result.count });
    case "refused":
    case undefined:
      return null;
  }
}
