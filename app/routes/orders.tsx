import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { OrderListScreen } from "../screens/orders/order-list-screen.tsx";
import { admit } from "./admit.server.ts";
import { orderFilterIn, orderSearch } from "./order-filter.ts";
import { isOrderCursor, isTypedOn, placeIn, withView } from "./page-place.ts";
import { useListViews } from "./use-list-views.ts";
import { viewAction } from "./view-actions.server.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const search = new URL(args.request.url).searchParams;
  const filter = orderFilterIn(search);
  const place = placeIn(search, isOrderCursor);
  const [page, sources, blocks, views] = await Promise.all([
    services.queries.listOrders(shop.id, { filter, place }),
    services.queries.listSourceNames(shop.id),
    services.queries.orderBlocks(shop.id),
    services.queries.listViews(shop.id, "orders"),
  ]);
  return { page, sources, blocks, views, filter };
}

export function action(args: ActionFunctionArgs) {
  return viewAction(args, "orders", (search) => orderSearch(orderFilterIn(search)).toString());
}

export default function Orders() {
  const { page, sources, blocks, views, filter } = useLoaderData<typeof loader>();
  const [address, setSearch] = useSearchParams();
  const { state, location } = useNavigation();
  const search = orderSearch(filter);
  return (
    <OrderListScreen
      page={page}
      sources={sources}
      blocks={blocks}
      views={useListViews(views, search.toString())}
      filter={filter}
      isLoading={state === "loading" && location.pathname === "/orders"}
      onFilter={(next) => {
        const replace = isTypedOn(filter.query, next.query);
        setSearch(withView(orderSearch(next), address), { replace });
      }}
      onTurn={(to) => {
        for (const [name, cursor] of Object.entries(to)) search.set(name, cursor);
        setSearch(withView(search, address));
      }}
    />
  );
}
