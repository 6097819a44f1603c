import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { AccessScreen } from "../screens/access/access-screen.tsx";
import { doAccessAction, readAccessAction, refusedAccess } from "./access-actions.server.ts";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  return { view: found(await services.queries.access(shop.id, sourceId)) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const asked = readAccessAction(await args.request.formData());
  if (!asked.ok) return data(refusedAccess(asked.errors), 422);
  const result = await doAccessAction(services.commands, by, { sourceId, asked: asked.value });
  if (result === "not_found") throw notFound();
  return data(result, result.done === "refused" ? 422 : 200);
}

export default function Access() {
  const { t } = useTranslation();
  const { view } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const result = fetcher.data;
  const isWritten = result?.done === "saved" || result?.done === "removed";
  useToast(result, isWritten ? t(`access.${result.done}`) : null);
  useEffect(() => {
    if (isWritten) setDirty(false);
  }, [isWritten, setDirty]);
  const send = (form: Record<string, string>) => {
    fetcher.submit(form, { method: "post" });
  };
  return (
    <AccessScreen
      // What was saved is what there is now to change.
      key={view.saved?.at ?? "new"}
      view={view}
      errors={result?.done === "refused" ? result.errors : {}}
      busy={busyWith(fetcher.formData)}
      tried={result?.done === "tried" ? result.test : null}
      onDirty={setDirty}
      onSave={(form) => {
        send({ action: "save", access: JSON.stringify(form) });
      }}
      onTry={(form) => {
        send({ action: "try", access: JSON.stringify(form) });
      }}
      onRemove={() => {
        send({ action: "remove" });
      }}
    />
  );
}

function busyWith(form: FormData | undefined): "save" | "try" | "remove" | null {
  const action = form?.get("action");
  return action === "save" || action === "try" || action === "remove" ? action : null;
}
