import type { Segment, Selector } from "../language/path.ts";

/** Segments as a JSONPath text. */
export function pathText(segments: readonly Segment[]): string {
  return `$${segments.map(segmentText).join("")}`;
}

export function nameSegment(name: string): Segment {
  return { descends: false, selectors: [{ kind: "name", name }] };
}

function segmentText({ descends, selectors }: Segment): string {
  const [only] = selectors;
  const isPlain =
    selectors.length === 1 && only?.kind === "name" && /^[A-Za-z_]\w*$/.test(only.name);
  if (isPlain) return `${descends ? ".." : "."}${only.name}`;
  return `${descends ? ".." : ""}[${selectors.map(selectorText).join(",")}]`;
}

function selectorText(selector: Selector): string {
  switch (selector.kind) {
    case "name":
      return `'${selector.name.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;
    case "index":
      return String(selector.index);
    case "every":
      return "*";
    case "slice":
      return selector.slice.toString();
    case "filter":
      return selector.filter.toString();
  }
}
