import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { endpointFormSchema } from "../domain/source/endpoint-form.ts";
import { EndpointScreen } from "../screens/endpoint/endpoint-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  return { view: found(await services.queries.endpoint(shop.id, sourceId)) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const form = readForm(endpointFormSchema, await args.request.formData());
  if (!form.ok) return data({ done: false, errors: form.errors }, 422);
  const result = await services.commands.saveEndpoint(by, { sourceId, form: form.value });
  switch (result.outcome) {
    case "saved":
      return data({ done: true, errors: {} }, 200);
    case "invalid":
      return data({ done: false, errors: result.errors }, 422);
    case "not_found":
      throw notFound();
  }
}

export default function Endpoint() {
  const { t } = useTranslation();
  const { view } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const result = fetcher.data;
  const isSaved = result?.done === true;
  useToast(result, isSaved ? t("endpoint.saved") : null);
  useEffect(() => {
    if (isSaved) setDirty(false);
  }, [isSaved, setDirty]);
  return (
    <EndpointScreen
      // What was saved is what there is now to change.
      key={JSON.stringify([view.form, view.keys])}
      view={view}
      errors={result?.errors ?? {}}
      isSaving={fetcher.state !== "idle"}
      onDirty={setDirty}
      onSave={(form) => {
        fetcher.submit(form, { method: "post" });
      }}
    />
  );
}
