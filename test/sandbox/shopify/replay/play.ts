import { buildVerdict, type StepVerdict } from "./verdict.ts";
import { Bindings, translateAll } from "./bindings.ts";
import { gather } from "./gather.ts";
import { difference, type Comparison } from "./compare.ts";
import type { RecordedAnswer, RecordedError, RecordedStep, Recording } from "./recording.ts";
import { seedShop, type Seeded } from "./seed.ts";
import type { ShopifySimulator } from "../start.ts";

const CLIENT_ID = "replay";

/** Plays one recording against a fresh shop of the simulator, step by step. */
export async function playRecording(
  simulator: ShopifySimulator,
  recording: Recording,
): Promise<StepVerdict[]> {
  const bindings = new Bindings();
  const seeded = seedShop(simulator.world, {
    recording,
    seen: gather(recording),
    bindings,
    clientId: CLIENT_ID,
  });
  const verdicts: StepVerdict[] = [];
  const lost = new Set<string>();
  const sentTimes = new Set<string>();
  for (const [index, recorded] of recording.steps.entries()) {
    const step = withVariables(recorded, recording.steps[index - 1]);
    const repeated = repeatedStep(recording.steps, index);
    if (repeated !== null) {
      const reason = `repeats the stored answer of ${repeated}, which made new objects`;
      verdicts.push({ step, outcome: "not-replayable", reason, cost: null });
      continue;
    }
    const verdict = await playStep(
      { simulator, recording, bindings, seeded, lost, sentTimes },
      step,
    );
    verdicts.push(verdict);
  }
  return verdicts;
}

/** A second look at the same request is stored without its variables. */
function withVariables(step: RecordedStep, before: RecordedStep | undefined): RecordedStep {
  const isSame = before !== undefined && before.document === step.document;
  return step.variables === null && isSame ? { ...step, variables: before.variables } : step;
}

/** The path of an earlier, identical mutation with the very same answer, ids included. */
function repeatedStep(steps: readonly RecordedStep[], index: number): string | null {
  const step = steps[index];
  if (step === undefined || !/\bmutation\b/.test(step.document ?? "")) return null;
  const text = JSON.stringify(step.expected?.data ?? null);
  if (!/gid:\/\/shopify\/(Order|FulfillmentOrder)\//.test(text)) return null;
  const same = steps
    .slice(0, index)
    .find(
      (other) =>
        other.document === step.document &&
        JSON.stringify(other.variables) === JSON.stringify(step.variables) &&
        JSON.stringify(other.expected?.data ?? null) === text &&
        /Create|Split/.test(step.document ?? ""),
    );
  return same?.path ?? null;
}

interface Play {
  readonly simulator: ShopifySimulator;
  readonly recording: Recording;
  readonly bindings: Bindings;
  readonly seeded: Seeded;
  /** Ids that only a step which cannot be replayed would have made. */
  readonly lost: Set<string>;
  /** Timestamps that the client sent so far: they come back as they are. */
  readonly sentTimes: Set<string>;
}

async function playStep(play: Play, step: RecordedStep): Promise<StepVerdict> {
  const reason = notReplayable(play, step);
  if (reason !== null) {
    for (const id of [...newIds(play, step), ...changedIds(step)]) play.lost.add(id);
    return { step, outcome: "not-replayable", reason, cost: null };
  }
  const { world } = play.simulator;
  if (/\bmutation\b/.test(step.document ?? "")) world.skip(1_000);
  for (const text of stringsIn(step.variables)) {
    play.sentTimes.add(text).add(`${text.slice(0, 19)}Z`);
  }
  const answer = await send(play, step);
  const expected = step.expected ?? {};
  const context: Comparison = {
    bindings: play.bindings,
    sentTimes: play.sentTimes,
    times: [],
  };
  const found =
    difference(context, "data", { recorded: expected.data ?? null, ours: answer.data ?? null }) ??
    errorsDifference(context, expected, answer);
  if (found !== null) for (const id of newIds(play, step)) play.lost.add(id);
  return buildVerdict(step, found, answer);
}

function notReplayable(play: Play, step: RecordedStep): string | null {
  if (step.document === null) return "no document was stored";
  if (step.expected === null) return "no answer was stored";
  const ids = [...stringsIn(step.variables), step.document].flatMap(
    (text) => text.match(/gid:\/\/shopify\/\w+\/\d+/g) ?? [],
  );
  const lost = ids.find((id) => play.lost.has(id));
  if (lost !== undefined) return `${lost} comes from a step that was not replayed exactly`;
  const unasked = unaskedField(step);
  if (unasked !== null) return `the stored document does not ask for ${unasked}`;
  const unseeded = (step.unbound ?? []).find((id) => play.seeded.unseeded.has(id));
  return unseeded === undefined ? null : `${unseeded} existed before and cannot be seeded`;
}

/** A field of the stored answer that the stored document does not name. */
function unaskedField({ document, expected }: RecordedStep): string | null {
  const named = new Set((document ?? "").match(/\w+/g));
  // Keys of JSON values are written with underscores.
  return keysIn(expected?.data).find((key) => !named.has(key) && !key.includes("_")) ?? null;
}

function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

/** Ids that a mutation names: without it, their state is not the recorded one. */
function changedIds({ document, variables }: RecordedStep): string[] {
  if (!/\bmutation\b/.test(document ?? "")) return [];
  return stringsIn(variables).filter((text) =>
    /^gid:\/\/shopify\/(Order|Fulfillment)\//.test(text),
  );
}

/** Ids that this step's answer shows and that are not bound. */
function newIds({ bindings }: Play, step: RecordedStep): string[] {
  return stringsIn(step.expected?.data)
    .filter((text) => /^gid:\/\/shopify\/\w+\/\d+$/.test(text))
    .filter((id) => {
      const [type = "", number = ""] = id.replace("gid://shopify/", "").split("/");
      return bindings.oursFor(type, number) === null;
    });
}

async function send(play: Play, step: RecordedStep): Promise<RecordedAnswer> {
  const { simulator, recording, bindings, seeded } = play;
  const url = `${simulator.url}/admin/api/${recording.apiVersion}/graphql.json`;
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-sandbox-host": seeded.shop.domain,
      "x-shopify-access-token": seeded.token,
    },
    body: JSON.stringify({
      query: bindings.translate(step.document ?? ""),
      variables: translateAll(bindings, step.variables ?? {}),
    }),
  });
  return (await response.json()) as RecordedAnswer;
}

/** Errors are compared without their locations; their order does not matter. */
function errorsDifference(
  context: Comparison,
  expected: RecordedAnswer,
  ours: RecordedAnswer,
): string | null {
  const plain = (errors: readonly RecordedError[] | undefined): unknown[] =>
    (errors ?? []).map(({ message, path, extensions }) => ({
      message,
      ...(path === undefined ? {} : { path }),
      ...(extensions === undefined ? {} : { extensions }),
    }));
  return difference(context, "errors", {
    recorded: plain(expected.errors),
    ours: plain(ours.errors),
  });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
