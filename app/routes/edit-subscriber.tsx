import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { subscriberFormSchema } from "../domain/outgoing/subscriber-form.ts";
import { SubscriberFormScreen } from "../screens/subscribers/subscriber-form-screen.tsx";
import { admit, found, idIn, notFound } from "./admit.server.ts";
import { jsonField, readForm } from "./form-input.server.ts";
import { errorsOfForm } from "./subscriber-form-errors.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const subscriberId = idIn(args.params["subscriberId"]);
  const request = { shopId: shop.id, subscriberId, state: null, place: { from: "top" } } as const;
  const { id, name, form } = found(await services.queries.subscriber(request));
  return { id, name, form };
}

const schema = z.strictObject({ form: jsonField(subscriberFormSchema) });

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const subscriberId = idIn(args.params["subscriberId"]);
  const asked = readForm(schema, await args.request.formData());
  if (!asked.ok) return data({ isSaved: false, errors: errorsOfForm(asked.errors) }, 422);
  const { form } = asked.value;
  const result = await services.commands.changeSubscriber(by, { subscriberId, form });
  switch (result.outcome) {
    case "changed":
      return data({ isSaved: true, errors: {} });
    case "invalid":
      return data({ isSaved: false, errors: result.errors }, 422);
    case "not_found":
      throw notFound();
  }
}

export default function EditSubscriber() {
  const { t } = useTranslation();
  const { id, name, form } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const isSaved = fetcher.data?.isSaved === true;
  useToast(fetcher.data, isSaved ? t("shell.saved") : null);
  useEffect(() => {
    if (isSaved) setDirty(false);
  }, [isSaved, fetcher.data, setDirty]);
  return (
    <SubscriberFormScreen
      key={JSON.stringify(form)}
      saved={form}
      subscriber={{ id, name }}
      errors={fetcher.data?.errors ?? {}}
      isFull={false}
      isSaving={fetcher.state !== "idle"}
      onDirty={setDirty}
      onSave={(changed) => {
        fetcher.submit({ form: JSON.stringify(changed) }, { method: "post" });
      }}
    />
  );
}
