import { thinWebhookState } from "../domain/fetched-part.ts";
import type { Interpretation, MappingProblem } from "../domain/mapping/interpret.ts";
import type { MappingVersion } from "../domain/mapping/mapping-version.ts";
import { worstProblem } from "../domain/mapping/problem.ts";
import { isPolled } from "../domain/polling/polled.ts";
import { isTestEvent, TEST_EVENT_REASON } from "../domain/test-event.ts";
import { foldUpdates } from "./5-fold.ts";
import type { ClaimedMessage, Interpret, Messages, Settlement, StoredMessage } from "./ports.ts";
import type { WatchShape } from "./watch-shapes.ts";

export interface InterpretPorts {
  readonly messages: Messages;
  readonly interpret: Interpret;
  /** Told of each interpreted message; left out where nobody watches. */
  readonly watchShape?: WatchShape;
}

/** How interpreting a claimed message ended; `gone` where its row was redacted meanwhile. */
export type InterpretOutcome = "folded" | "settled" | "gone";

/**
 * Reads one recorded message with its source's newest mapping and folds what
 * it claims. A payload that claims nothing is settled with the reason; nothing
 * of it is lost, and a replay after a better mapping reads it again.
 */
export async function interpretMessage(
  claim: ClaimedMessage,
  ports: InterpretPorts,
): Promise<InterpretOutcome> {
  const { messages } = ports;
  const message = await messages.load(claim);
  if (message === null) return "gone";
  const version = await messages.mapping(claim.shopId, message.sourceId);
  if (version === null) {
    await messages.settle(claim, NO_MAPPING);
    return "settled";
  }
  const outcome = await interpretWith(ports, { claim, message, version });
  await ports.watchShape?.(message, version);
  return outcome;
}

interface LoadedMessage {
  readonly claim: ClaimedMessage;
  readonly message: StoredMessage;
  readonly version: MappingVersion;
}

async function interpretWith(
  { messages, interpret }: InterpretPorts,
  { claim, message, version }: LoadedMessage,
): Promise<"folded" | "settled"> {
  const payload = { ...message, isPolled: isPolled(message.headers) };
  const interpretation = await interpret(payload, version);
  const { updates, problems, statuses } = interpretation;
  if (isTestEvent(message.headers)) {
    await messages.settle(claim, testArrived(problems, version.id));
    return "settled";
  }
  if (updates.length === 0) {
    await messages.settle(claim, claimsNothing(interpretation, version.id));
    return "settled";
  }
  const { sourceId, via } = message;
  const request = {
    claim,
    sourceId,
    via,
    mappingVersionId: version.id,
    updates,
    problems,
    statuses,
  };
  await messages.fold(request, foldUpdates);
  return "folded";
}

const NO_MAPPING: Settlement = {
  state: "quarantined",
  reason: {
    code: "no_mapping",
    detail: "The source has no published mapping yet. Publish one, then replay.",
  },
  mappingVersionId: null,
  problems: [],
  statuses: [],
};

/** A test shows what the mapping makes of it, and changes no order. */
function testArrived(problems: readonly MappingProblem[], mappingVersionId: string): Settlement {
  const detail = "A test event: it arrived, and no order was changed.";
  const reason = { code: TEST_EVENT_REASON, detail };
  return { state: "unchanged", reason, mappingVersionId, problems, statuses: [] };
}

function claimsNothing(
  { problems, fetches, statuses }: Interpretation,
  mappingVersionId: string,
): Settlement {
  const read = { mappingVersionId, problems, statuses };
  if (fetches.length > 0) {
    const asked = fetches.map(() => ({ state: "open", reason: null }) as const);
    return { ...thinWebhookState(asked, problems), ...read, fetches };
  }
  const first = worstProblem(problems);
  if (first === null) {
    const detail = "The mapping ignores messages of this kind.";
    return { state: "unchanged", reason: { code: "ignored", detail }, ...read };
  }
  const reason = { code: first.code, detail: first.detail };
  return { state: "quarantined", reason, ...read };
}
