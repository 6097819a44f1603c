import { acknowledgeIncident } from "../adapters/postgres/alerts/incidents.ts";
import { writeAudit } from "../adapters/postgres/audit.ts";
import { cancelRun } from "../adapters/postgres/run-row.ts";
import type { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { PickupAnswer } from "../domain/plan/pickup-answer.ts";
import type { Policy } from "../domain/plan/policy.ts";
import type { ViewedList } from "../domain/saved-view.ts";
import { signer } from "../domain/signature/sign.ts";
import type { ConnectSourceForm } from "../domain/source/source-form.ts";
import {
  addAlertChannel,
  type AlertCommandParts,
  type alertSettingSchema,
  type NewChannel,
  saveAlerts,
  testAlertChannel,
} from "./alerts.ts";
import {
  type ChangeParts,
  enterSecret,
  rotateSecret,
  savePolicy,
  setSourceState,
  type StateChange,
} from "./change-source.ts";
import { answerPickupNotice } from "./answer-pickup-notice.ts";
import { acceptDrift } from "./accept-drift.ts";
import { backfillTried, type TriedBackfill } from "./backfill-tried.ts";
import { connectSource, type ConnectParts } from "./connect-source.ts";
import { takeDiscrepancy } from "./take-discrepancy.ts";
import {
  mapStatus,
  type NewMeaning,
  publishStatusMap,
  type StatusMapEdit,
} from "./map-statuses.ts";
import { reconcileCommands } from "./reconcile.ts";
import { type ReplayAsked, type ReplayParts, replayMessage } from "./replay-message.ts";
import { replayStopped, type StoppedAtStatus } from "./replay-stopped.ts";
import { changeView, type ViewChange } from "./saved-views.ts";
import { publishMapping, type PublishOrder } from "./publish-mapping.ts";
import { type BackfillOrder, startBackfillTrial } from "./start-backfill-trial.ts";
import { type BacktestParts, type Candidate, startBacktest } from "./start-backtest.ts";
import { type CheckedReplay, replayChecked } from "./replay-checked.ts";
import { replayOrder } from "./replay-order.ts";
import { startReplayCheck } from "./start-replay-check.ts";
import { type ReplayOrder, startReplay, type UncheckedReplay } from "./start-replay.ts";
import { type DraftRequest, saveDraft, type SaveDraftParts } from "./save-draft.ts";
import { type SavedSettings, saveSettings, type SettingParts } from "./shop-settings.ts";
import {
  type PollingOrder,
  type PollingParts,
  savePolling,
  testPolling,
  turnPollingOn,
} from "./polling.ts";
import { queueCommands, type QueueCommandParts } from "./queue.ts";
import { orderCareCommands, type OrderCommandParts } from "./order-care.ts";
import { type PathProposal, useProposal } from "./use-proposal.ts";
import { accessCommands, type AccessParts } from "./source-access.ts";
import { recheckRejected, type RecheckParts } from "./recheck-rejected.ts";
import { sendTestEvent, type TestEventParts } from "./send-test-event.ts";
import { type SubscriberCommandParts, subscriberCommands } from "./subscribers.ts";

export type CommandParts = ConnectParts &
  RecheckParts &
  ChangeParts &
  ReplayParts &
  BacktestParts &
  AlertCommandParts &
  SettingParts &
  PollingParts &
  QueueCommandParts &
  SaveDraftParts &
  Parameters<typeof acceptDrift>[0] &
  AccessParts &
  OrderCommandParts &
  SubscriberCommandParts &
  Omit<TestEventParts, "sign">;

/** What a merchant does; each is done in the name of somebody, in one shop. */
export function createCommands(parts: CommandParts) {
  const testing = { ...parts, sign: signer(parts.cryptography) };
  return {
    connectSource: (by: Actor, form: ConnectSourceForm) => connectSource(parts, by, form),
    ...proofCommands(parts),
    publishStatusMap: (by: Actor, edit: StatusMapEdit) => publishStatusMap(parts, by, edit),
    useProposal: (by: Actor, proposal: PathProposal) => useProposal(parts, by, proposal),
    acceptDrift: (by: Actor, drift: Parameters<typeof acceptDrift>[2]) =>
      acceptDrift(parts, by, drift),
    mapStatus: (by: Actor, row: NewMeaning) => mapStatus(parts, by, row),
    replayStopped: (by: Actor, status: StoppedAtStatus) => replayStopped(parts, by, status),
    saveDraft: (by: Actor, draft: DraftRequest) => saveDraft(parts, by, draft),
    discardDraft: (by: Actor, sourceId: string) => parts.drafts.discard(by, sourceId),
    savePolicy: (by: Actor, change: { readonly sourceId: string; readonly policy: Policy }) =>
      savePolicy(parts, by, change),
    sendTestEvent: (by: Actor, sourceId: string) => sendTestEvent(testing, by, sourceId),
    startBacktest: (by: Actor, candidate: Candidate) => startBacktest(parts, by, candidate),
    publishMapping: (by: Actor, order: PublishOrder) => publishMapping(parts, by, order),
    replayMessage: (by: Actor, asked: ReplayAsked) => replayMessage(parts, by, asked),
    startReplay: (by: Actor, order: UncheckedReplay) => startReplay(parts, by, order),
    replayOrder: (by: Actor, orderRecordId: string) => replayOrder(parts, by, orderRecordId),
    startReplayCheck: (by: Actor, order: ReplayOrder) => startReplayCheck(parts, by, order),
    replayChecked: (by: Actor, replay: CheckedReplay) => replayChecked(parts, by, replay),
    cancelRun: (by: Actor, runId: string) =>
      parts.database.forShop(by.shopId, (sql) => cancelRun(sql, { ids: parts.ids, by }, runId)),
    changeView: (by: Actor, change: { readonly list: ViewedList; readonly change: ViewChange }) =>
      changeView(parts, by, change),
    answerPickupNotice: (
      by: Actor,
      asked: { readonly orderRecordId: string; readonly answer: PickupAnswer },
    ) => answerPickupNotice(parts, by, asked),
    ...pollingCommands(parts),
    ...queueCommands(parts),
    ...accessCommands(parts),
    takeDiscrepancy: (by: Actor, discrepancyId: string) =>
      takeDiscrepancy(parts, by, discrepancyId),
    ...reconcileCommands(parts),
    ...orderCareCommands(parts),
    ...subscriberCommands(parts),
    saveSettings: (by: Actor, settings: SavedSettings) => saveSettings(parts, by, settings),
    setSourceState: (by: Actor, change: StateChange) => setSourceState(parts, by, change),
    removeSource: (by: Actor, sourceId: string) => parts.sources.remove(by, sourceId),
    saveAlerts: (by: Actor, setting: z.output<typeof alertSettingSchema>) =>
      saveAlerts(parts, by, setting),
    addAlertChannel: (by: Actor, channel: NewChannel) => addAlertChannel(parts, by, channel),
    removeAlertChannel: (by: Actor, channelId: string) => parts.channels.remove(by, channelId),
    testAlertChannel: (by: Actor, channelId: string) => testAlertChannel(parts, by, channelId),
    acknowledgeIncident: (by: Actor, incidentId: string) =>
      acknowledgeIncident(parts, by, incidentId),
    /** A payload may hold personal data of a customer, so who looked at it is written down, with why. */
    noteReveal: (by: Actor, reveal: { readonly messageId: string; readonly reason: string }) =>
      parts.database.forShop(by.shopId, (sql) =>
        writeAudit(sql, parts.ids, {
          ...by,
          action: "payload.revealed",
          subject: reveal.messageId,
          detail: { reason: reveal.reason },
        }),
      ),
  };
}

/** How a source is asked for what its webhooks missed. */
function pollingCommands(parts: PollingParts & Parameters<typeof backfillTried>[0]) {
  return {
    startBackfillTrial: (by: Actor, order: BackfillOrder) => startBackfillTrial(parts, by, order),
    backfillTried: (by: Actor, tried: TriedBackfill) => backfillTried(parts, by, tried),
    savePolling: (by: Actor, order: PollingOrder) => savePolling(parts, by, order),
    testPolling: (by: Actor, sourceId: string) => testPolling(parts, by, sourceId),
    turnPollingOn: (by: Actor, sourceId: string) => turnPollingOn(parts, by, sourceId),
    turnPollingOff: (by: Actor, sourceId: string) => parts.pollerSettings.turnOff(by, sourceId),
    pollNow: (by: Actor, sourceId: string) => parts.pollerSettings.pollNow(by, sourceId),
  };
}

/** How a source proves that a delivery is its own. */
function proofCommands(parts: ChangeParts & RecheckParts) {
  return {
    rotateSecret: (by: Actor, sourceId: string) => rotateSecret(parts, by, sourceId),
    enterSecret: (by: Actor, entered: { readonly sourceId: string; readonly secret: string }) =>
      enterSecret(parts, by, entered),
    recheckRejected: (by: Actor, sourceId: string) => recheckRejected(parts, by, sourceId),
  };
}

export type Commands = ReturnType<typeof createCommands>;
