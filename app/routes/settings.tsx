import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { shopSettingSchema } from "../commands/shop-settings.ts";
import { diagnosisSettingSchema } from "../domain/discrepancy/setting.ts";
import { SettingsScreen } from "../screens/settings/settings-screen.tsx";
import { admit } from "./admit.server.ts";
import { jsonField, readForm } from "./form-input.server.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useToast } from "./use-toast.ts";

export { RouteProblem as ErrorBoundary } from "./route-problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return { settings: await services.queries.settings(shop.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { by, services } = await admit(args);
  const schema = z.strictObject({
    setting: jsonField(shopSettingSchema),
    diagnosis: jsonField(diagnosisSettingSchema),
  });
  const asked = readForm(schema, await args.request.formData());
  if (!asked.ok) return data({ error: Object.values(asked.errors)[0] ?? "unexpected" }, 422);
  const outcome = await services.commands.saveSettings(by, asked.value);
  if (outcome === "too_long") return data({ error: "days_invalid" as const }, 422);
  return data({ error: null });
}

export default function Settings() {
  const { settings } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const setDirty = useLeaveGuard();
  const result = fetcher.data;
  useToast(result, result?.error === null ? t("shell.saved") : null);
  useEffect(() => {
    if (result?.error === null) setDirty(false);
  }, [result, setDirty]);
  return (
    <SettingsScreen
      key={JSON.stringify([settings.setting, settings.diagnosis])}
      settings={settings}
      isSaving={fetcher.state !== "idle"}
      error={result?.error ?? null}
      onDirty={setDirty}
      onSave={({ setting, diagnosis }) => {
        const form = {
          setting: JSON.stringify(setting),
          diagnosis: JSON.stringify(diagnosis),
        };
        fetcher.submit(form, { method: "post" });
      }}
    />
  );
}
