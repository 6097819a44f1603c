import { ancestorsOf } from "./shape-place.ts";
import { keyOf, type NotedDrift, type SourceShape, type UsualPlace } from "./source-shape.ts";

/** The shape with a drift taken as the new normal; all of them where none is named. */
export function withAccepted(shape: SourceShape, key: string | null): SourceShape {
  const accepted = shape.drifts.filter((drift) => key === null || keyOf(drift) === key);
  const places = accepted.reduce((before, drift) => placesWith(before, drift, shape), shape.places);
  return { ...shape, places, drifts: shape.drifts.filter((drift) => !accepted.includes(drift)) };
}

function placesWith(
  places: SourceShape["places"],
  { kind, at, to, before, now, messages, lookedBefore }: NotedDrift,
  { learnt, looked }: SourceShape,
): SourceShape["places"] {
  const share = messages / Math.max(looked - lookedBefore, messages, 1);
  const place: UsualPlace = { kinds: now, seen: Math.round(learnt * share), isOpen: true };
  switch (kind) {
    case "added":
      return { ...places, [at]: place };
    case "type_changed":
      return { ...places, [at]: { ...place, kinds: [...new Set([...before, ...now])].sort() } };
    case "removed":
      return withoutPlace(places, at);
    case "casing":
    case "renamed":
      return { ...withoutPlace(places, at), [to ?? at]: place };
  }
}

function withoutPlace(places: SourceShape["places"], gone: string): SourceShape["places"] {
  const isBelow = (at: string) => at === gone || ancestorsOf(at).includes(gone);
  return Object.fromEntries(Object.entries(places).filter(([at]) => !isBelow(at)));
}
