import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { OrderListScreen } from "../screens/orders/order-list-screen.tsx";
import { AGREEMENTS, type OrderFilter } from "../screens/orders/view.ts";
import { admit } from "./admit.server.ts";
import { isOrderCursor, placeIn, queryIn } from "./page-place.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const search = new URL(args.request.url).searchParams;
  const filter: OrderFilter = {
    query: queryIn(search),
    agreement: AGREEMENTS.find((agreement) => agreement === search.get("agreement")) ?? null,
  };
  const place = placeIn(search, isOrderCursor);
  return { page: await services.queries.listOrders(shop.id, { filter, place }), filter };
}

export default function Orders() {
  const { page, filter } = useLoaderData<typeof loader>();
  const [, setSearch] = useSearchParams();
  const { state, location } = useNavigation();
  return (
    <OrderListScreen
      page={page}
      filter={filter}
      isLoading={state === "loading" && location.pathname === "/orders"}
      onFilter={(next) => {
        setSearch(orderSearch(next));
      }}
      onTurn={(to) => {
        const search = orderSearch(filter);
        for (const [name, cursor] of Object.entries(to)) search.set(name, cursor);
        setSearch(search);
      }}
    />
  );
}

function orderSearch({ query, agreement }: OrderFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (query !== "") search.set("q", query);
  if (agreement !== null) search.set("agreement", agreement);
  return search;
}
