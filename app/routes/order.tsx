import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useRevalidator } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OrderScreen } from "../screens/orders/order-screen.tsx";
import { PastScreen } from "../screens/orders/past-screen.tsx";
import { cardPart } from "./card-part.server.ts";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { doOrderCare, orderSchema } from "./order-actions.server.ts";
import { momentIn } from "./order-moment.ts";
import { useOrderCare } from "./use-order-care.ts";
import { useTellFlow } from "./use-tell-flow.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 3;
/** While somebody waits for what a look finds. */
const LOOKING_SECONDS = 1;
const LEDGER_CURSOR = /^\d{1,18}$/;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const orderRecordId = idIn(args.params["orderRecordId"]);
  const search = new URL(args.request.url).searchParams;
  const cursor = search.get("ledger");
  const ledgerBefore = cursor !== null && LEDGER_CURSOR.test(cursor) ? cursor : null;
  const asked = { shopId: shop.id, orderRecordId, ledgerBefore };
  const moment = momentIn(search, shop.timeZone ?? "UTC");
  if (moment !== null && moment !== "wrong") {
    const past = await services.queries.pastOrder({ ...asked, moment });
    return { view: "past" as const, past: found(past) };
  }
  const order = await services.queries.order(asked);
  const diagnosis = await cardPart(services, {
    name: "order.diagnosis",
    read: async () => (await services.queries.orderDiagnoses(shop.id, [orderRecordId]))[0] ?? null,
  });
  const care = await services.queries.orderCare({ shopId: shop.id, orderRecordId });
  const isMomentWrong = moment === "wrong";
  return {
    view: "present" as const,
    order: found(order),
    diagnosis,
    care: found(care),
    isMomentWrong,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const orderRecordId = idIn(args.params["orderRecordId"]);
  const form = readForm(orderSchema, await args.request.formData());
  if (!form.ok) return data({ looking: false, pickup: null, care: null }, 422);
  if (form.value.action === "look") {
    if (!(await services.commands.lookAgain(by, orderRecordId))) throw notFound();
    return data({ looking: true, pickup: null, care: null }, 202);
  }
  if (form.value.action === "tell_flow") {
    await services.commands.tellFlowAgain(by, form.value.eventId);
    return data({ looking: false, pickup: null, care: null }, 202);
  }
  if (form.value.action !== "pickup-notice") {
    const care = await doOrderCare(services.commands, by, { orderRecordId, asked: form.value });
    if (care === "not_found") throw notFound();
    return data({ looking: false, pickup: null, care }, 202);
  }
  const { answer } = form.value;
  const pickup = await services.commands.answerPickupNotice(by, { orderRecordId, answer });
  switch (pickup) {
    case "answered":
      return data({ looking: true, pickup, care: null }, 202);
    case "busy":
    case "settled":
      return data({ looking: false, pickup, care: null }, 409);
    case "not_found":
      throw notFound();
  }
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Order() {
  const shown = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  switch (shown.view) {
    case "past":
      return <PastScreen past={shown.past} onGo={navigate} />;
    case "present":
      return <Present shown={shown} />;
  }
}

function Present({ shown }: { readonly shown: Extract<Shown, { view: "present" }> }) {
  const { order, diagnosis, care, isMomentWrong } = shown;
  const { revalidate } = useRevalidator();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const answering = useFetcher<typeof action>();
  const telling = useTellFlow();
  const { hasActed, busy: careBusy, ...caring } = useOrderCare();
  const hasLooked = hasActed || fetcher.data?.looking === true || answering.data?.looking === true;
  const isAtWork = order.isAsking || order.nextLook?.isDue === true;
  const isUnsettled = isAtWork || order.agreement !== "agreed" || order.nextLook !== null;
  useRefreshing(isUnsettled, isAtWork ? LOOKING_SECONDS : REFRESH_SECONDS);
  const pickup = answering.data?.pickup ?? null;
  useToast(answering.data, pickup === null ? null : t(`orders.detail.pickup.${pickup}`));
  return (
    <OrderScreen
      order={order}
      diagnosis={diagnosis}
      onRetry={revalidate}
      care={care}
      careBusy={careBusy}
      {...caring}
      isMomentWrong={isMomentWrong}
      isLooking={fetcher.state !== "idle"}
      hasLooked={hasLooked}
      telling={telling}
      isAnswering={answering.state !== "idle"}
      onPickupAnswer={(answer) => {
        answering.submit({ action: "pickup-notice", answer }, { method: "post" });
      }}
      onLook={() => {
        fetcher.submit({ action: "look" }, { method: "post" });
      }}
    />
  );
}
