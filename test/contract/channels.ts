import { cryptography } from "../../app/adapters/system/cryptography.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemGunzip } from "../../app/adapters/system/gunzip.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { PUBLIC_TLS } from "../../app/domain/source/tls-rule.ts";
import { fetchForMessage } from "../../app/pipeline/fetch/fetch-message.ts";
import { intake, type Intake } from "../../app/pipeline/intake/intake.ts";
import { recordPage } from "../../app/pipeline/polling/record-page.ts";
import { recordReplay } from "../../app/pipeline/replay.ts";
import { recordingLog } from "../routes/recording-log.ts";
import { signed } from "../routes/signed.ts";
import { RECEIVED_AT } from "./world.ts";
import type { World, WorldSource } from "./world.ts";

/** Where a channel brings what a source says. */
export interface Place {
  readonly world: World;
  /** What the channel writes to. */
  readonly inbox: World["inbox"];
  readonly source: WorldSource;
}

type Channel = (place: Place, body: string) => Promise<unknown>;

const UNASKED = () => Promise.reject(new Error("nothing else is asked for"));
const NO_KEY_SETS = { known: UNASKED, refreshed: UNASKED };
const JSON_TYPE = { "content-type": "application/json" };

/** The real intake; every channel enters by its door. */
function gateOf({ world, inbox }: Place): Intake {
  return intake(
    {
      ...{ ids: world.ids, endpoints: world.endpoints, inbox, keySets: NO_KEY_SETS },
      ...{ clock: systemClock, cryptography, gunzip: systemGunzip, nextTurn: setImmediate },
      log: recordingLog(),
      metrics: systemMetrics(),
    },
    { perSecond: 50, burst: 100 },
  );
}

const webhook: Channel = async (place, body) => {
  const { endpointKey, secret } = place.source;
  const gate = gateOf(place);
  const reception = await gate.receive({
    endpointKey,
    method: "POST",
    url: `/webhooks/oms/${endpointKey}`,
    headers: Object.entries(signed(body, { secret })),
    sender: "203.0.113.1",
    readBody: () => Promise.resolve(Buffer.from(body)),
  });
  await gate.settled();
  if (reception.outcome !== "recorded") throw new Error(JSON.stringify(reception));
};

const poll: Channel = (place, body) => {
  const { shopId, sourceId } = place.source;
  return recordPage(
    {
      pollers: { known: () => Promise.resolve(new Map()) },
      recorder: gateOf(place).recorder,
      ...{ cryptography, ids: place.world.ids, clock: systemClock },
    },
    { shopId, sourceId, leaseToken: "", attempts: 0, lost: 0 },
    { feed: "orders", records: [{ id: "7001", canonical: body, rank: null, isEnded: null }] },
  );
};

/** What a thin webhook pointed to. */
const fetched: Channel = (place, body) => {
  const { shopId, sourceId } = place.source;
  const open = { messageId: "", sourceId, preset: null, receivedAt: RECEIVED_AT, tries: 0 };
  const answer = { outcome: "answered", status: 200, headers: JSON_TYPE } as const;
  const access = { baseUrl: "https://oms.example.com", tls: PUBLIC_TLS, inputs: {} };
  return fetchForMessage(
    { shopId, fetchId: place.world.ids.next(), leaseToken: "", attempts: 0, lost: 0 },
    {
      fetches: {
        ...{ claim: UNASKED, defer: UNASKED, settle: () => Promise.resolve() },
        load: () => Promise.resolve({ ...open, url: "/orders/7001" }),
      },
      credentials: {
        of: () => Promise.resolve({ ...access, auth: { kind: "static", headers: {} } }),
      },
      sourceRequests: {
        check: UNASKED,
        send: () => Promise.resolve({ ...answer, body: Buffer.from(body) }),
      },
      sessions: { renew: UNASKED, noteUse: UNASKED },
      recorder: gateOf(place).recorder,
      ...{ cryptography, ids: place.world.ids, clock: systemClock },
    },
  );
};

const replay: Channel = (place, body) => {
  const { shopId, sourceId } = place.source;
  const content = { headers: JSON_TYPE, query: "", body: Buffer.from(body) };
  const { ids } = place.world;
  return recordReplay(
    {
      contents: { message: () => Promise.resolve(content) },
      ...{ recorder: gateOf(place).recorder, cryptography, clock: systemClock },
    },
    {
      ...{ shopId, sourceId, messageId: ids.next(), replayId: ids.next() },
      deduplicationKey: "replay",
    },
  );
};

/** Every way into the inbox, each through its own code. */
export const CHANNELS = { webhook, poll, fetch: fetched, replay } as const;

export type ChannelName = keyof typeof CHANNELS;
