import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { OrderScreen } from "../screens/orders/order-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 3;
const LEDGER_CURSOR = /^\d{1,18}$/;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const orderRecordId = idIn(args.params["orderRecordId"]);
  const cursor = new URL(args.request.url).searchParams.get("ledger");
  const ledgerBefore = cursor !== null && LEDGER_CURSOR.test(cursor) ? cursor : null;
  const order = await services.queries.order({ shopId: shop.id, orderRecordId, ledgerBefore });
  return { order: found(order) };
}

const lookSchema = z.strictObject({ action: z.literal("look") });

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const orderRecordId = idIn(args.params["orderRecordId"]);
  const form = readForm(lookSchema, await args.request.formData());
  if (!form.ok) return data({ looking: false }, 422);
  if (!(await services.commands.lookAgain(by, orderRecordId))) throw notFound();
  return data({ looking: true }, 202);
}

export default function Order() {
  const { order } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  useRefreshing(order.agreement !== "agreed" || order.nextLook !== null, REFRESH_SECONDS);
  useToast(fetcher.data, fetcher.data?.looking === true ? t("orders.detail.looked") : null);
  return (
    <OrderScreen
      order={order}
      isLooking={fetcher.state !== "idle"}
      onLook={() => {
        fetcher.submit({ action: "look" }, { method: "post" });
      }}
    />
  );
}
