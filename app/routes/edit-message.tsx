import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { MAX_BODY_BYTES } from "../domain/mapping/document/value.ts";
import { EditMessageScreen } from "../screens/messages/edit-message-screen.tsx";
import { admit, found, idIn, notFound, unavailable } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { reveal, revealSchema } from "./reveal.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const messageId = idIn(args.params["messageId"]);
  return { message: found(await services.queries.editableMessage(shop.id, messageId)) };
}

const editSchema = z.discriminatedUnion("action", [
  revealSchema,
  z.strictObject({ action: z.literal("send"), text: z.string().min(1).max(MAX_BODY_BYTES) }),
]);

const NOTHING = { sent: null, error: null, revealed: null };

export async function action(args: ActionFunctionArgs) {
  const admission = await admit(args);
  const messageId = idIn(args.params["messageId"]);
  const form = readForm(editSchema, await args.request.formData());
  if (!form.ok) return data({ ...NOTHING, error: "invalid" as const }, 422);
  if (form.value.action === "reveal") {
    const revealed = await reveal(admission, { messageId, reason: form.value.reason });
    return data({ ...NOTHING, revealed });
  }
  const { by, services } = admission;
  // A form writes line breaks as CR LF, which nobody typed.
  const editedBody = new TextEncoder().encode(form.value.text.replaceAll("\r\n", "\n"));
  if (editedBody.length > MAX_BODY_BYTES) {
    return data({ ...NOTHING, error: "too_large" as const }, 422);
  }
  const result = await services.commands.replayMessage(by, { messageId, editedBody });
  switch (result.outcome) {
    case "replayed":
      return data({ ...NOTHING, sent: result.messageId }, 201);
    case "removed":
      return data({ ...NOTHING, error: "removed" as const }, 409);
    case "overloaded":
      throw unavailable();
    case "not_found":
      throw notFound();
  }
}

export default function EditMessage() {
  const { message } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const revealing = useFetcher<typeof action>();
  const sending = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const sent = sending.data?.sent ?? null;
  useSentMessage(sent, setDirty);
  const error = sending.data?.error ?? revealing.data?.error ?? null;
  useToast(sending.data, error === null ? null : t(`messages.edit.error.${error}`));
  return (
    <EditMessageScreen
      message={message}
      revealed={revealing.data?.revealed ?? null}
      isRevealing={revealing.state !== "idle"}
      isSending={sending.state !== "idle"}
      onReveal={(reason) => {
        revealing.submit({ action: "reveal", reason }, { method: "post" });
      }}
      onDirty={setDirty}
      onSend={(text) => {
        sending.submit({ action: "send", text }, { method: "post" });
      }}
    />
  );
}

/** Leads to the message that the edited payload became. */
function useSentMessage(sent: string | null, setDirty: (isDirty: boolean) => void): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useToast(sent, sent === null ? null : t("messages.edit.sent"));
  useEffect(() => {
    if (sent === null) return;
    setDirty(false);
    // The guard has to hear of it before the way is clear.
    const timer = setTimeout(() => {
      navigate(`/messages/${sent}`, { replace: true });
    });
    return () => {
      clearTimeout(timer);
    };
  }, [sent, setDirty, navigate]);
}
