import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { MOST_REPLAYED } from "../domain/run/replay.ts";
import { admit } from "./admit.server.ts";
import { jsonField, readForm } from "./form-input.server.ts";
import { messageFilterIn } from "./message-filter.ts";

const replaySchema = z.strictObject({
  action: z.literal("replay"),
  /** `all`: whatever the filter of `search` leaves. */
  ids: z.union([z.literal("all"), jsonField(z.array(z.uuid()).min(1).max(1000))]),
  search: z.string().max(5000),
});

/** Why a replay cannot be looked at. */
export interface ReplayRefused {
  readonly why: "nothing" | "too_many";
  readonly most: number;
}

/** Begins to work out what a replay of the chosen messages would change, and leads there. */
export async function replayAction(args: ActionFunctionArgs) {
  const { shop, by, services } = await admit(args);
  const form = readForm(replaySchema, await args.request.formData());
  if (!form.ok) return refused("nothing", 422);
  const filter = messageFilterIn(new URLSearchParams(form.value.search));
  const timeZone = shop.timeZone ?? "UTC";
  const messageIds =
    form.value.ids === "all"
      ? await services.queries.matchingMessages(shop.id, {
          filter,
          timeZone,
          most: MOST_REPLAYED + 1,
        })
      : form.value.ids;
  const { sourceId } = filter;
  const started = await services.commands.startReplayCheck(by, { sourceId, messageIds });
  switch (started.outcome) {
    case "started":
      return redirect(`/runs/${started.runId}`);
    case "nothing":
    case "too_many":
      return refused(started.outcome, 409);
  }
}

function refused(why: ReplayRefused["why"], status: number) {
  return data<ReplayRefused>({ why, most: MOST_REPLAYED }, status);
}
