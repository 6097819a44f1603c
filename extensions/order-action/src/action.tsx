import { Summary } from "./summary.tsx";
import { type Progress, useAction } from "./use-action.ts";

/** What the admin gives to the action. */
export interface ActionHost {
  /** Empty where the admin names no order. */
  readonly orderNumber: string;
  readonly translate: (key: string, values?: Record<string, string | number>) => string;
  readonly close: () => void;
}

/** What staff can do for an order without leaving it, with progress and result. */
export function OrderAction({ host }: { readonly host: ActionHost }) {
  const { translate } = host;
  const { progress, look, replay } = useAction(host.orderNumber);
  const isBusy = progress?.kind === "working";
  return (
    <s-admin-action heading={translate("title")} loading={isBusy}>
      <s-stack gap="base">
        <s-text>{translate("intro")}</s-text>
        {progress === null ? null : <Told host={host} progress={progress} />}
        <s-button disabled={isBusy} onClick={replay}>
          {translate("replay")}
        </s-button>
        <s-text color="subdued">{translate("replayHelp")}</s-text>
        <Summary host={host} isSettled={progress?.kind === "done"} />
      </s-stack>
      <s-button slot="primary-action" variant="primary" disabled={isBusy} onClick={look}>
        {translate("look")}
      </s-button>
      <s-button slot="secondary-actions" onClick={host.close}>
        {translate("close")}
      </s-button>
    </s-admin-action>
  );
}

function Told({
  host: { translate },
  progress,
}: {
  readonly host: ActionHost;
  readonly progress: Progress;
}) {
  switch (progress.kind) {
    case "working":
      return (
        <s-banner tone="info">
          {progress.replayed === null
            ? translate("working.look")
            : translate("working.replay", progress.replayed)}
        </s-banner>
      );
    case "done": {
      const agreement = translate(`agreement.${progress.agreement}`);
      return (
        <s-banner tone={progress.agreement === "agreed" ? "success" : "warning"}>
          {progress.replayed === null
            ? translate("done.look", { agreement })
            : translate("done.replay", { count: progress.replayed, agreement })}
          {progress.asked.map(({ name, state }) => (
            <s-paragraph key={name}>{translate(`asked.${state}`, { source: name })}</s-paragraph>
          ))}
        </s-banner>
      );
    }
    case "failed":
      return <s-banner tone="critical">{translate(`failed.${progress.why}`)}</s-banner>;
  }
}
