import type { SideRules } from "../../domain/backtest/side.ts";
import type { MappingVersion } from "../../domain/mapping/mapping-version.ts";
import type { ReplayCheckParameters } from "../../domain/run/replay.ts";
import type { RunInWork, StoredMessage } from "../ports.ts";
import { sliceEnd } from "./backtest-slice.ts";
import { compareBatch } from "./compare-batch.ts";
import { asKnownNow, readAgain, type ReadAgainPorts } from "./read-again.ts";
import type { RunSlice } from "./run-kind.ts";

/** Shows what a replay would change in each order as it is known now, and whom it would mail; nothing is changed. */
export function replayCheckSlice(ports: ReadAgainPorts): RunSlice {
  return async (run) => {
    const { rules, now } = run.parameters as ReplayCheckParameters<SideRules>; // as `startReplayCheck` wrote them
    const place = run.place as { readonly after: string } | null; // as `sliceEnd` wrote it
    const batch = await ports.comparisons.ofRun(run, place?.after ?? null);
    const mappings = await mappingsOf(ports, run, batch.messages);
    const read = await Promise.all(
      batch.messages.map((message) =>
        readAgain(ports, {
          message,
          learntAt: message.receivedAt,
          now,
          version: mappings.get(message.sourceId) ?? null,
        }),
      ),
    );
    const { comparisons } = ports;
    const begin = asKnownNow(ports, run.shopId, rules);
    await compareBatch({ comparisons, run, rules, begin }, read);
    return sliceEnd(comparisons, run, batch);
  };
}

async function mappingsOf(
  { messages }: ReadAgainPorts,
  { shopId }: RunInWork,
  batch: readonly StoredMessage[],
): Promise<ReadonlyMap<string, MappingVersion>> {
  const sourceIds = [...new Set(batch.map(({ sourceId }) => sourceId))];
  const versions = await Promise.all(sourceIds.map((id) => messages.mapping(shopId, id)));
  return new Map(versions.flatMap((version) => (version ? [[version.sourceId, version]] : [])));
}
