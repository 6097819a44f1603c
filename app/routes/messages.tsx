import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MessageListScreen } from "../screens/messages/message-list-screen.tsx";
import { admit } from "./admit.server.ts";
import { messageFilterIn, messageSearch } from "./message-filter.ts";
import { isTypedOn, isUuid, placeIn, withView } from "./page-place.ts";
import { useListViews } from "./use-list-views.ts";
import { type ReplayRefused, replayAction } from "./replay-action.server.ts";
import { viewAction } from "./view-actions.server.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const search = new URL(args.request.url).searchParams;
  const filter = messageFilterIn(search);
  const place = placeIn(search, isUuid);
  const timeZone = shop.timeZone ?? "UTC";
  const [page, sources, reasons, views] = await Promise.all([
    services.queries.listMessages(shop.id, { filter, place, timeZone }),
    services.queries.listSourceNames(shop.id),
    services.queries.stuckReasons(shop.id),
    services.queries.listViews(shop.id, "messages"),
  ]);
  return { page, sources, reasons, views, filter };
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.clone().formData();
  if (form.get("action") === "replay") return replayAction(args);
  return viewAction(args, "messages", (search) =>
    messageSearch(messageFilterIn(search)).toString(),
  );
}

export default function Messages() {
  const { page, sources, reasons, views, filter } = useLoaderData<typeof loader>();
  const [address, setSearch] = useSearchParams();
  const { state, location } = useNavigation();
  const search = messageSearch(filter);
  const replay = useFetcher<ReplayRefused>();
  const { t } = useTranslation();
  const refused = replay.data ?? null;
  return (
    <MessageListScreen
      page={page}
      sources={sources}
      reasons={reasons}
      views={useListViews(views, search.toString())}
      filter={filter}
      isLoading={state === "loading" && location.pathname === "/messages"}
      refusal={
        refused === null ? null : t(`messages.replayRefused.${refused.why}`, { most: refused.most })
      }
      onReplay={(messages) => {
        const ids = messages === "all" ? "all" : JSON.stringify(messages);
        replay.submit({ action: "replay", ids, search: search.toString() }, { method: "post" });
      }}
      onFilter={(next) => {
        const replace = isTypedOn(filter.query, next.query);
        setSearch(withView(messageSearch(next), address), { replace });
      }}
      onTurn={(to) => {
        for (const [name, cursor] of Object.entries(to)) search.set(name, cursor);
        setSearch(withView(search, address));
      }}
    />
  );
}
