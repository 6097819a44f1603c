import { zipOf } from "../../domain/archive/zip.ts";
import { pathCsv } from "../../domain/diagnosis/path-log.ts";
import { ticketMarkdown, type TicketWords } from "./ticket.ts";
import type { BundleView } from "./view.ts";

/** The bundle as one archive: what it says for people, all that led to it, and each event's path. */
export function bundleFile(bundle: BundleView, words: TicketWords): Uint8Array {
  const page = ticketMarkdown(bundle.orders, words);
  return zipOf(
    [
      { name: "README.md", text: `${page}\n${contents(bundle, words)}\n` },
      { name: "bundle.json", text: bundle.json },
      { name: "paths.csv", text: pathCsv(bundle.paths) },
    ],
    bundle.madeAt,
  );
}

function contents({ madeAt, app }: BundleView, { t, time }: TicketWords): string {
  const { handoff, release, node, shopifyApi } = app;
  return [
    "---",
    t("verdicts.bundle.made", { time: time(madeAt) }),
    t("verdicts.bundle.versions", { handoff, release, node, shopifyApi }),
    t("verdicts.bundle.redacted"),
    `- bundle.json: ${t("verdicts.bundle.json")}`,
    `- paths.csv: ${t("verdicts.bundle.csv")}`,
  ].join("\n\n");
}

/** `handoff-1001.zip`; of several orders the first is named and the others are counted. */
export function bundleName({ orders: [first, ...others] }: BundleView): string {
  const name = (first?.orderName ?? "").replace(/[^\p{L}\p{N}-]+/gu, "");
  const more = others.length === 0 ? "" : `-and-${String(others.length)}`;
  return `handoff-${name === "" ? "order" : name}${more}.zip`;
}
