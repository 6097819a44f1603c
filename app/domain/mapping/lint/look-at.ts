import type { Instant } from "../../instant.ts";
import { type Drift, driftBetween, type Profile } from "./profile.ts";
import { ancestorsOf, lastName, parentOf } from "./shape-place.ts";
import { relation } from "./similar-name.ts";
import {
  keyOf,
  MESSAGES_LEARNT,
  type NotedDrift,
  type SourceShape,
  type UsualPlace,
} from "./source-shape.ts";

const MOST_PLACES = 500;
const MOST_DRIFTS = 50;
/** One in so many sources may be told wrongly that an optional field is gone. */
const DOUBT = 0.001;
/** Even what was always there may be missing once. */
const MOST_CERTAIN = 0.9;

export interface Look {
  readonly profile: Profile;
  readonly at: Instant;
  readonly messageId: string;
}

/** The shape after one more message: the first ones make the usual shape, the others are compared with it. */
export function lookAt(shape: SourceShape, look: Look): SourceShape {
  return shape.learnt < MESSAGES_LEARNT ? learn(shape, look) : compare(shape, look);
}

function learn(shape: SourceShape, { profile }: Look): SourceShape {
  const places: Record<string, UsualPlace> = { ...shape.places };
  for (const [place, kinds] of Object.entries(profile)) {
    const known = places[place];
    if (known === undefined && Object.keys(places).length >= MOST_PLACES) continue;
    const all = [...new Set([...(known?.kinds ?? []), ...kinds])].sort();
    places[place] = { kinds: all, seen: (known?.seen ?? 0) + 1 };
  }
  return { ...shape, learnt: shape.learnt + 1, places };
}

function compare(before: SourceShape, look: Look): SourceShape {
  const shape = learnBelowOpen(before, look.profile);
  const found = driftBetween(kindsOf(shape), look.profile);
  const looked = shape.looked + 1;
  const places = withMissing(shape, found, look);
  const differences = [
    ...renamedIn(shape, found),
    ...topmost(found.filter(({ kind }) => kind !== "removed")),
    ...found.filter((drift) => drift.kind === "removed" && isGone(places[drift.at], shape.learnt)),
  ];
  const drifts = noted(shape, withoutPairs(differences), { look, places });
  return { ...shape, looked, places, drifts };
}

function kindsOf({ places }: SourceShape): Profile {
  return Object.fromEntries(Object.entries(places).map(([at, { kinds }]) => [at, kinds]));
}

/** What is below a place that was accepted without being known is taken as it comes. */
function learnBelowOpen(shape: SourceShape, profile: Profile): SourceShape {
  const places: Record<string, UsualPlace> = { ...shape.places };
  for (const at of Object.keys(profile).sort()) {
    const parent = parentOf(at);
    if (places[at] !== undefined || parent === null) continue;
    if (places[parent]?.isOpen !== true) continue;
    places[at] = { kinds: profile[at] ?? [], seen: 0, isOpen: true };
  }
  return { ...shape, places };
}

/** Counts in a row the messages that lack a place, and begins anew where one has it. */
function withMissing(
  { places }: SourceShape,
  found: readonly Drift[],
  { profile, at: now }: Look,
): SourceShape["places"] {
  const lacking = new Set(found.flatMap(({ kind, at }) => (kind === "removed" ? [at] : [])));
  return Object.fromEntries(
    Object.entries(places).map(([at, { missing, ...place }]) => {
      if (lacking.has(at)) {
        const count = { messages: (missing?.messages ?? 0) + 1, since: missing?.since ?? now };
        return [at, { ...place, missing: count }];
      }
      const isJudged = profile[at] !== undefined || missing === undefined;
      return [at, isJudged ? place : { ...place, missing }];
    }),
  );
}

/** Whether a place is missing oftener in a row than chance would have it, by how often it used to be there. */
function isGone(place: UsualPlace | undefined, learnt: number): boolean {
  if (place?.missing === undefined) return false;
  const often = Math.min(place.seen / Math.max(learnt, 1), MOST_CERTAIN);
  return often > 0 && place.missing.messages >= Math.log(DOUBT) / Math.log(1 - often);
}

interface Difference extends Drift {
  readonly to?: string;
  readonly relation?: "casing" | "renamed";
}

/** What is missing and what is new beside it, under a name that resembles it. */
function renamedIn(shape: SourceShape, found: readonly Drift[]): readonly Difference[] {
  const added = found.filter(({ kind }) => kind === "added");
  return found.flatMap((drift): readonly Difference[] => {
    const often = (shape.places[drift.at]?.seen ?? 0) / Math.max(shape.learnt, 1);
    if (drift.kind !== "removed" || often < MOST_CERTAIN) return [];
    const name = lastName(drift.at);
    for (const kind of ["casing", "renamed"] as const) {
      const twin = added.find(
        ({ at }) => parentOf(at) === parentOf(drift.at) && relation(name, lastName(at)) === kind,
      );
      if (twin !== undefined) return [{ ...drift, now: twin.now, to: twin.at, relation: kind }];
    }
    return [];
  });
}

/** What is below something new, or something of another type, is told with it. */
function topmost(drifts: readonly Drift[]): readonly Drift[] {
  const all = new Set(drifts.map(({ at }) => at));
  return drifts.filter(({ at }) => ancestorsOf(at).every((parent) => !all.has(parent)));
}

/** A renamed place is told once, and not as gone and new besides. */
function withoutPairs(differences: readonly Difference[]): readonly Difference[] {
  const paired = differences.filter(({ to }) => to !== undefined);
  const told = new Set(paired.flatMap(({ at, to }) => [at, to ?? at]));
  const isTold = ({ at }: Difference) =>
    told.has(at) || ancestorsOf(at).some((parent) => told.has(parent));
  return [...paired, ...differences.filter((one) => one.to === undefined && !isTold(one))];
}

interface Noting {
  readonly look: Look;
  readonly places: SourceShape["places"];
}

function noted(
  shape: SourceShape,
  differences: readonly Difference[],
  { look, places }: Noting,
): readonly NotedDrift[] {
  const byKey = new Map(shape.drifts.map((drift) => [keyOf(drift), drift]));
  // What was gone and came back is no drift.
  for (const drift of shape.drifts) {
    if (drift.kind === "removed" && look.profile[drift.at] !== undefined)
      byKey.delete(keyOf(drift));
  }
  for (const difference of differences) {
    const one = notedOne(shape, difference, { look, places });
    const known = byKey.get(keyOf(one));
    if (known === undefined && byKey.size >= MOST_DRIFTS) continue;
    byKey.set(keyOf(one), known === undefined ? one : again(known, one));
  }
  return [...byKey.values()];
}

function notedOne(
  { looked }: SourceShape,
  { kind, relation: related, at, to, before, now }: Difference,
  { look, places }: Noting,
): NotedDrift {
  const missing = kind === "removed" && related === undefined ? places[at]?.missing : undefined;
  const messages = missing?.messages ?? 1;
  return {
    kind: related ?? kind,
    at,
    to: to ?? null,
    before,
    now,
    since: missing?.since ?? look.at,
    lastAt: look.at,
    messages,
    lookedBefore: Math.max(0, looked - messages + 1),
    messageId: look.messageId,
  };
}

function again(known: NotedDrift, { lastAt, messageId, now }: NotedDrift): NotedDrift {
  return { ...known, lastAt, messageId, now, messages: known.messages + 1 };
}
