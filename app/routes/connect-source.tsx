import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { connectSourceSchema } from "../commands/connect-source.ts";
import { CONNECTABLE_PRESETS, type Preset } from "../domain/mapping/presets/index.ts";
import { keySetUrl } from "../domain/signature/key-set.ts";
import { proofOf } from "../domain/source/preset-proof.ts";
import type { PresetChoice } from "../screens/sources/view.ts";
import { ConnectSourceScreen } from "../screens/sources/connect-source-screen.tsx";
import { type ConnectSourceForm, DEFAULT_HEADER } from "../domain/source/source-form.ts";
import { ConnectedScreen } from "../screens/sources/connected-screen.tsx";
import type { NewSecret } from "../domain/source/new-secret.ts";
import { admit } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useTestEvent } from "./use-test-event.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  await admit(args);
  return { presets: CONNECTABLE_PRESETS.map(choiceOf) };
}

function choiceOf({ id, name, help, via, scheme }: Preset): PresetChoice {
  const proof = { proof: proofOf(scheme), keySetUrl: keySetUrl(scheme) };
  return { id, name, help, isQueued: via === "queue", ...proof };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const form = readForm(connectSourceSchema, await args.request.formData());
  if (!form.ok) return data({ made: null, errors: form.errors }, 422);
  const result = await services.commands.connectSource(by, form.value);
  switch (result.outcome) {
    case "connected":
      return data({ made: result.made, errors: null }, 201);
    case "invalid":
      return data({ made: null, errors: result.errors }, 422);
  }
}

const BLANK: ConnectSourceForm = {
  name: "",
  role: "oms",
  preset: "generic-json",
  scheme: "preset",
  header: DEFAULT_HEADER,
  secretOwner: "ours",
  secret: "",
  publicKeys: "",
  keySetUrl: "",
};

export default function ConnectSource() {
  const { presets } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const made = fetcher.data?.made ?? null;
  useEffect(() => {
    if (made !== null) setDirty(false);
  }, [made, setDirty]);
  if (made !== null) return <Connected made={made} />;
  return (
    <ConnectSourceScreen
      presets={presets}
      initial={BLANK}
      errors={fetcher.data?.errors ?? {}}
      isSaving={fetcher.state !== "idle"}
      onDirty={setDirty}
      onSave={(form) => {
        fetcher.submit({ ...form }, { method: "post" });
      }}
    />
  );
}

function Connected({ made }: { readonly made: NewSecret }) {
  return <ConnectedScreen made={made} test={useTestEvent(made.sourceId)} />;
}
