import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { MessageScreen } from "../screens/messages/message-screen.tsx";
import { admit, found, idIn, notFound, unavailable } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { pathProposalSchema, type UseProposalOutcome } from "../commands/use-proposal.ts";
import { reveal, revealSchema } from "./reveal.server.ts";
import { useRefreshing } from "./use-refreshing.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const REFRESH_SECONDS = 2;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const messageId = idIn(args.params["messageId"]);
  const message = found(await services.queries.message(shop.id, messageId));
  return { message };
}

const messageSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("replay") }),
  revealSchema,
  z.strictObject({
    action: z.literal("use-proposal"),
    sourceId: z.uuid(),
    ...pathProposalSchema.shape,
  }),
]);

export async function action(args: ActionFunctionArgs) {
  const admission = await admit(args);
  const messageId = idIn(args.params["messageId"]);
  const form = readForm(messageSchema, await args.request.formData());
  if (!form.ok) return data({ replay: null, revealed: null }, 422);
  if (form.value.action === "reveal") {
    const revealed = await reveal(admission, { messageId, reason: form.value.reason });
    return data({ replay: null, revealed });
  }
  const { by, services } = admission;
  if (form.value.action === "use-proposal") {
    const { action: _, ...proposal } = form.value;
    return toDraft(await services.commands.useProposal(by, proposal), proposal.sourceId);
  }
  const result = await services.commands.replayMessage(by, { messageId, editedBody: null });
  switch (result.outcome) {
    case "replayed":
      return data({ replay: result.messageId, revealed: null }, 201);
    case "removed":
      return data({ replay: null, revealed: null }, 409);
    case "overloaded":
      throw unavailable();
    case "not_found":
      throw notFound();
  }
}

/** What is in the draft is tested and published on a screen of its own. */
function toDraft({ outcome }: UseProposalOutcome, sourceId: string) {
  switch (outcome) {
    case "saved":
      return redirect(`/sources/${sourceId}/publish`);
    case "outdated":
      return data({ replay: null, revealed: null }, 409);
    case "not_found":
      throw notFound();
  }
}

export default function Message() {
  const { message } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const proposing = useFetcher<typeof action>();
  const revealing = useFetcher<typeof action>();
  const navigate = useNavigate();
  const replay = fetcher.data?.replay ?? null;
  useRefreshing(message.state === "recorded" || message.state === "planned", REFRESH_SECONDS);
  useToast(replay, replay === null ? null : t("messages.detail.replayed"));
  useEffect(() => {
    if (replay !== null) navigate(`/messages/${replay}`);
  }, [replay, navigate]);
  return (
    <MessageScreen
      key={message.id}
      message={message}
      revealed={revealing.data?.revealed ?? null}
      isRevealing={revealing.state !== "idle"}
      onReveal={(reason) => {
        revealing.submit({ action: "reveal", reason }, { method: "post" });
      }}
      isUsingProposal={proposing.state !== "idle"}
      onUseProposal={(proposal) => {
        const form = { action: "use-proposal", sourceId: message.source.id, ...proposal };
        proposing.submit(form, { method: "post" });
      }}
      isReplaying={fetcher.state !== "idle"}
      onReplay={() => {
        fetcher.submit({ action: "replay" }, { method: "post" });
      }}
    />
  );
}
