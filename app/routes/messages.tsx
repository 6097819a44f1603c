import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { MessageListScreen } from "../screens/messages/message-list-screen.tsx";
import { admit } from "./admit.server.ts";
import { messageFilterIn, messageSearch } from "./message-filter.ts";
import { isUuid, placeIn } from "./page-place.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const search = new URL(args.request.url).searchParams;
  const filter = messageFilterIn(search);
  const place = placeIn(search, isUuid);
  const [page, sources] = await Promise.all([
    services.queries.listMessages(shop.id, { filter, place }),
    services.queries.listSourceNames(shop.id),
  ]);
  return { page, sources, filter };
}

export default function Messages() {
  const { page, sources, filter } = useLoaderData<typeof loader>();
  const [, setSearch] = useSearchParams();
  const { state, location } = useNavigation();
  return (
    <MessageListScreen
      page={page}
      sources={sources}
      filter={filter}
      isLoading={state === "loading" && location.pathname === "/messages"}
      onFilter={(next) => {
        setSearch(messageSearch(next));
      }}
      onTurn={(to) => {
        const search = messageSearch(filter);
        for (const [name, cursor] of Object.entries(to)) search.set(name, cursor);
        setSearch(search);
      }}
    />
  );
}
