import type { CancelOrder, StepAnswer } from "../../../domain/plan/step.ts";
import type { CancelOrderMutation } from "../operations/generated/admin.generated.d.ts";
import { CANCEL_ORDER } from "../operations/write-order.ts";
import type { ShopAdmin } from "./read-order.ts";
import { stepAnswer } from "./step-answer.ts";

/**
 * Accepted is done: Shopify cancels in the background, and the order shows when
 * it has. The result is the job; one that failed at once has refused.
 */
export async function applyCancelOrder(
  { admin, shop }: ShopAdmin,
  { orderId }: CancelOrder,
): Promise<StepAnswer> {
  const reply = await admin.request(shop, CANCEL_ORDER, { id: orderId });
  return stepAnswer(reply, ({ orderCancel: payload }) =>
    payload === null || payload === undefined
      ? null
      : {
          userErrors: [...payload.orderCancelUserErrors, ...jobErrors(payload.jobResult)],
          resultId: payload.job?.id ?? payload.jobResult?.id ?? null,
        },
  );
}

type Payload = NonNullable<CancelOrderMutation["orderCancel"]>;

function jobErrors(job: Payload["jobResult"]): Payload["orderCancelUserErrors"] {
  return job?.status === "FAILED" ? job.errors : [];
}
