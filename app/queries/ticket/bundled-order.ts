import { sha256 } from "../../adapters/postgres/ledger/sha256.ts";
import type { NamedLedger } from "../../adapters/postgres/ledger/read-ledgers.ts";
import type { OrderEvidence } from "../../domain/diagnosis/evidence.ts";
import { gapOf } from "../../domain/diagnosis/path-log.ts";
import { pathsOf } from "../../domain/diagnosis/paths-of.ts";
import { type LedgerVerdict, verifyLedger } from "../../domain/ledger/verify-ledger.ts";
import { EMPTY_RECORD, type OrderRecord } from "../../domain/order-record/order-record.ts";
import { fold } from "../../domain/order-record/fold.ts";
import type { BundledEntry, BundledOrder, BundledSource } from "../../domain/ticket/bundle.ts";
import { type Redact, redacted, withoutLooks } from "../../domain/ticket/redaction.ts";
import { followFrom } from "../../domain/ticket/rerun.ts";
import type { IntentRow } from "../order-rows.ts";
import { bundledStep, type OrderNames } from "./bundle-rows.ts";

export interface OrderParts {
  readonly evidence: OrderEvidence;
  /** Null where it was removed meanwhile. */
  readonly ledger: NamedLedger | null;
  readonly names: OrderNames;
  readonly intents: readonly IntentRow[];
}

/** One order of a bundle. What follows from the evidence is made from the redacted one, so that it follows again. */
export function bundledOrder(parts: OrderParts, redact: Redact): BundledOrder {
  const evidence = redacted(parts.evidence, redact);
  const { before, entries } = newest(redacted(parts.ledger?.entries ?? [], redact));
  const updates = entries.map(({ entry }) => entry.learnt);
  const { meant, record, diagnosis } = followFrom({ before, updates, evidence });
  const paths = pathsOf(evidence, parts.names.agreedAt);
  return {
    orderRecordId: evidence.orderRecordId,
    name: evidence.name,
    orderId: parts.names.orderId,
    references: redacted(parts.names.references, redact),
    paths: paths.map((path) => ({ ...path, gap: gapOf(path) })),
    ledgerCheck: checkOf(parts.ledger),
    steps: redacted(parts.intents.map(bundledStep), redact),
    before,
    ledger: entries.map(({ id, link, entry }, at) => bundledEntry({ id, link, entry }, meant[at])),
    record,
    evidence,
    diagnosis,
  };
}

/** Rules are the merchant's own: only what looks personal is taken out of them. */
export function bundledSource(source: BundledSource, redact: Redact): BundledSource {
  const { mappings, ...others } = source;
  return { ...redacted(others, redact), mappings: redacted(mappings, withoutLooks) };
}

type Entries = NamedLedger["entries"];

/** Older ones are told by the record that they made. */
const MOST_ENTRIES = 500;

function newest(entries: Entries): { readonly before: OrderRecord; readonly entries: Entries } {
  const older = entries.slice(0, -MOST_ENTRIES);
  const before = older.reduce(
    (record, { entry }) => fold(record, entry.learnt).record,
    EMPTY_RECORD,
  );
  return { before, entries: entries.slice(-MOST_ENTRIES) };
}

function bundledEntry(
  entry: Omit<BundledEntry, "meant">,
  meant: BundledEntry["meant"] | undefined,
): BundledEntry {
  if (meant === undefined) throw new Error("every update that is folded means something");
  return { ...entry, meant };
}

function checkOf(ledger: NamedLedger | null): LedgerVerdict {
  return ledger === null ? { kind: "unchained", entries: 0 } : verifyLedger(ledger, sha256);
}
