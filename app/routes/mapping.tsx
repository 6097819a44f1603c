import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { MappingScreen } from "../screens/mapping/mapping-screen.tsx";
import type { EditorResult } from "../screens/mapping/result.ts";
import type { MappingEditorView } from "../screens/mapping/view.ts";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { doMappingAction, mappingActionSchema } from "./mapping-actions.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useMappingMessages } from "./use-mapping-messages.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

const FORMATS = ["json", "xml", "form"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const { searchParams } = new URL(args.request.url);
  const format = FORMATS.find((one) => one === searchParams.get("format")) ?? null;
  const messageId = searchParams.get("message");
  const request = { shopId: shop.id, sourceId, messageId, format };
  return { view: found(await services.queries.mappingEditor(request)) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const asked = readForm(mappingActionSchema, await args.request.formData());
  if (!asked.ok) return data({ done: "invalid" as const, problems: REFUSED }, 422);
  const result = await doMappingAction(services, by, { sourceId, asked: asked.value });
  if (result === "not_found") throw notFound();
  return data(result, STATUS[result.done]);
}

const REFUSED = [{ at: "", detail: "This could not be read as a mapping; nothing was changed." }];

const STATUS: Readonly<Record<EditorResult["done"] | "reveal", number>> = {
  saved: 200,
  discarded: 200,
  reveal: 200,
  outdated: 409,
  gone: 409,
  invalid: 422,
};

export default function MappingRoute() {
  const { view } = useLoaderData<typeof loader>();
  const [epoch, setEpoch] = useState(0);
  return (
    <Editing
      key={`${view.source.id} ${String(epoch)}`}
      view={view}
      onBeginAnew={() => {
        setEpoch(epoch + 1);
      }}
    />
  );
}

function Editing({
  view,
  onBeginAnew,
}: {
  readonly view: MappingEditorView;
  readonly onBeginAnew: () => void;
}) {
  const fetcher = useFetcher<typeof action>();
  const { revalidate } = useRevalidator();
  const [, setSearch] = useSearchParams();
  const setDirty = useLeaveGuard();
  const messages = useMappingMessages(view);
  const result = useResult(fetcher.data, messages.reveal);
  useToast(result, useDoneWords(result));
  useEffect(() => {
    if (result?.done === "discarded") onBeginAnew();
    // Only a new result begins the editor anew.
  }, [result]);
  const send = (form: Record<string, string>) => {
    fetcher.submit(form, { method: "post" });
  };
  return (
    <MappingScreen
      view={view}
      messages={messages.known}
      working={workingOf(fetcher.formData)}
      result={result}
      onSelect={messages.want}
      onDirty={setDirty}
      onReload={() => {
        setDirty(false);
        revalidate();
        onBeginAnew();
      }}
      onSave={({ mapping, statusMap }, way) => {
        const basedOnVersion = view.live?.version ?? null;
        const basedOnDraft = view.draft?.id ?? null;
        const checked = way === "careful" ? { basedOnDraft } : {};
        const draft = { mapping, statusMap, basedOnVersion, ...checked };
        send({ action: "save", draft: JSON.stringify(draft) });
      }}
      onDiscardDraft={() => {
        send({ action: "discard" });
      }}
      onReveal={(messageId, reason) => {
        send({ action: "reveal", messageId, reason, format: view.format });
      }}
      onFormat={(format) => {
        setSearch({ format }, { replace: true });
      }}
    />
  );
}

type Answer = ReturnType<typeof useFetcher<typeof action>>["data"];

/** The last answer about the mapping; a revealed message goes to the messages. */
function useResult(
  answer: Answer,
  onReveal: ReturnType<typeof useMappingMessages>["reveal"],
): EditorResult | null {
  const revealed = answer?.done === "reveal" ? answer.message : null;
  useEffect(() => {
    if (revealed !== null) onReveal(revealed);
  }, [revealed, onReveal]);
  return answer === undefined || answer.done === "reveal" ? null : answer;
}

function useDoneWords(result: EditorResult | null): string | null {
  const { t } = useTranslation();
  switch (result?.done) {
    case "saved":
      return t("mapping.draft.saved");
    case "discarded":
      return t("mapping.draft.discarded");
    case "outdated":
    case "gone":
    case "invalid":
    case undefined:
      return null;
  }
}

const WORKS = ["save", "discard", "reveal"] as const;

function workingOf(form: FormData | undefined) {
  return WORKS.find((one) => one === form?.get("action")) ?? null;
}
