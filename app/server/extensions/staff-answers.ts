import type { Exchange } from "../exchange.ts";
import type { AdmittedViewer } from "./admit-viewer.ts";
import type { ExtensionAddress } from "./extension-address.ts";
import { answerProblem, answerValue } from "./extension-answer.ts";
import type { ExtensionParts } from "./extension-route.ts";

type StaffAddress = Exclude<ExtensionAddress, { kind: "customer_status" }>;

type StaffParts = Pick<ExtensionParts, "queries" | "commands">;

interface StaffActor {
  readonly shopId: string;
  readonly actor: string;
}

/** What the admin's block and action ask and do; a customer's token opens none of it. */
export async function answerStaff(
  parts: StaffParts,
  exchange: Exchange,
  asked: { readonly admitted: AdmittedViewer; readonly address: StaffAddress },
): Promise<void> {
  const { shopId, viewer } = asked.admitted;
  const { address } = asked;
  if (viewer.kind !== "staff") {
    answerProblem(exchange, "staff_only");
    return;
  }
  const by = { shopId, actor: viewer.userId };
  switch (address.kind) {
    case "staff_status": {
      const status = await parts.queries.staffStatus({ shopId, orderId: address.orderId });
      if (status === null) answerProblem(exchange, "order_unknown");
      else answerValue(exchange, 200, status);
      return;
    }
    case "look_again":
    case "replay":
      await act(parts, exchange, { by, address });
      return;
    case "run":
      await answerRun(parts, exchange, { shopId, runId: address.runId });
      return;
  }
}

async function act(
  { queries, commands }: StaffParts,
  exchange: Exchange,
  {
    by,
    address,
  }: {
    readonly by: StaffActor;
    readonly address: Extract<StaffAddress, { kind: "look_again" | "replay" }>;
  },
): Promise<void> {
  const { shopId } = by;
  const orderRecordId = await queries.recordOf({ shopId, orderId: address.orderId });
  if (orderRecordId === null) answerProblem(exchange, "order_unknown");
  else if (address.kind === "look_again") {
    if (await commands.lookAgain(by, orderRecordId)) answerValue(exchange, 202, {});
    else answerProblem(exchange, "order_unknown");
  } else {
    const started = await commands.replayOrder(by, orderRecordId);
    switch (started.outcome) {
      case "started":
        answerValue(exchange, 202, { runId: started.runId });
        return;
      case "nothing":
        answerProblem(exchange, "nothing_to_replay");
        return;
      case "too_many":
        answerProblem(exchange, "too_many_messages");
        return;
    }
  }
}

async function answerRun(
  { queries }: StaffParts,
  exchange: Exchange,
  { shopId, runId }: { readonly shopId: string; readonly runId: string },
): Promise<void> {
  const run = await queries.run(shopId, runId);
  if (run === null) answerProblem(exchange, "not_found");
  else {
    const { state, done, total, problem } = run;
    answerValue(exchange, 200, { state, done, total, problem });
  }
}
