import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { z } from "zod";
import { NEW_SUBSCRIBER, subscriberFormSchema } from "../domain/outgoing/subscriber-form.ts";
import { SubscriberAddedScreen } from "../screens/subscribers/subscriber-added-screen.tsx";
import { SubscriberFormScreen } from "../screens/subscribers/subscriber-form-screen.tsx";
import { admit } from "./admit.server.ts";
import { jsonField, readForm } from "./form-input.server.ts";
import { errorsOfForm } from "./subscriber-form-errors.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  await admit(args);
  return null;
}

const schema = z.strictObject({ form: jsonField(subscriberFormSchema) });

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const asked = readForm(schema, await args.request.formData());
  if (!asked.ok)
    return data({ made: null, isFull: false, errors: errorsOfForm(asked.errors) }, 422);
  const result = await services.commands.addSubscriber(by, asked.value.form);
  switch (result.outcome) {
    case "added":
      return data(
        { made: { ...result, name: asked.value.form.name }, isFull: false, errors: {} },
        201,
      );
    case "too_many":
      return data({ made: null, isFull: true, errors: {} }, 409);
    case "invalid":
      return data({ made: null, isFull: false, errors: result.errors }, 422);
  }
}

export default function AddSubscriber() {
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const made = fetcher.data?.made ?? null;
  useEffect(() => {
    if (made !== null) setDirty(false);
  }, [made, setDirty]);
  if (made !== null) return <SubscriberAddedScreen made={made} />;
  return (
    <SubscriberFormScreen
      saved={NEW_SUBSCRIBER}
      subscriber={null}
      errors={fetcher.data?.errors ?? {}}
      isFull={fetcher.data?.isFull === true}
      isSaving={fetcher.state !== "idle"}
      onDirty={setDirty}
      onSave={(form) => {
        fetcher.submit({ form: JSON.stringify(form) }, { method: "post" });
      }}
    />
  );
}
