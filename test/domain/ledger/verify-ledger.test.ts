import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { linkAll, linkJoin, NO_CHAIN } from "../../../app/domain/ledger/chain.ts";
import type { Sha256 } from "../../../app/domain/ledger/chain.ts";
import type { LedgerEntry } from "../../../app/domain/ledger/ledger-entry.ts";
import { verifyLedger } from "../../../app/domain/ledger/verify-ledger.ts";
import type { FoundEntry, FoundLedger } from "../../../app/domain/ledger/verify-ledger.ts";
import { entryAt } from "./entries.ts";

const sha256: Sha256 = (text) => createHash("sha256").update(text).digest("hex");

function chained(orderRecordId: string, entries: readonly LedgerEntry[], ids = 0): FoundLedger {
  const { links, end } = linkAll({ chainId: orderRecordId, sha256 }, NO_CHAIN, entries);
  const found = entries.map((entry, index): FoundEntry => {
    const link = links[index] ?? null;
    return { id: String(ids + index + 1), chainId: orderRecordId, link, entry };
  });
  return { orderRecordId, entries: found, joins: [], end };
}

const four = ["09:00", "10:00", "11:00", "12:00"].map((time) => entryAt(time));
const ledger = chained("order", four);

/** The ledger with its entry at a place (from 0) replaced by these. */
function withAt(place: number, ...instead: readonly FoundEntry[]): FoundLedger {
  return { ...ledger, entries: ledger.entries.toSpliced(place, 1, ...instead) };
}

function at(place: number): FoundEntry {
  const found = ledger.entries[place];
  if (found === undefined) throw new Error(`no entry at ${String(place)}`);
  return found;
}

describe("the chain of an order's ledger", () => {
  it("is intact as it was written, whatever the order of the rows and of members in their JSON", () => {
    const shuffled = ledger.entries.toReversed().map((found) => ({
      ...found,
      entry: Object.fromEntries(Object.entries(found.entry).reverse()) as unknown as LedgerEntry,
    }));
    const verdict = verifyLedger({ ...ledger, entries: shuffled }, sha256);
    expect(verdict).toEqual({ kind: "intact", entries: 4, head: ledger.end?.head });
  });

  it.each(Object.keys(entryAt("09:00")).map((member) => [member] as const))(
    "shows where the %s of an entry was changed",
    (member) => {
      const entry = { ...at(1).entry, [member]: "something else" };
      expect(verifyLedger(withAt(1, { ...at(1), entry }), sha256)).toEqual({
        kind: "broken",
        entries: 4,
        fault: "changed",
        entryId: "2",
        position: 2,
      });
    },
  );

  it("shows that an entry is missing, by the one behind it", () => {
    expect(verifyLedger(withAt(1), sha256)).toMatchObject({ fault: "missing", entryId: "3" });
  });

  it("shows that the newest entries are gone", () => {
    expect(verifyLedger(withAt(3), sha256)).toMatchObject({
      fault: "cut_off",
      entryId: null,
      position: 4,
    });
  });

  it.each([
    ["without a place", { ...at(1), id: "9", link: null }],
    ["at a place that is taken", { ...at(1), id: "9", entry: entryAt("10:30") }],
    ["of another order", { ...at(1), id: "9", chainId: "other" }],
  ])("shows an entry that was put in %s", (_name, extra) => {
    expect(verifyLedger(withAt(1, at(1), extra), sha256)).toMatchObject({
      fault: "added",
      entryId: "9",
    });
  });

  it("does not take an entry that was changed together with its hash", () => {
    const entry = { ...at(1).entry, sourceStatus: "CANCELLED" };
    const [link] = linkAll(
      { chainId: "order", sha256 },
      { length: 1, head: at(0).link?.hash ?? null },
      [entry],
    ).links;
    const forged = withAt(1, { ...at(1), entry, link: link ?? null });
    expect(verifyLedger(forged, sha256)).toMatchObject({ fault: "changed", entryId: "3" });
  });

  it("does not take the entries of one order for another's", () => {
    expect(verifyLedger({ ...ledger, orderRecordId: "other" }, sha256)).toMatchObject({
      kind: "broken",
      fault: "added",
    });
  });

  it("says of an order from before the chain that it is not chained yet", () => {
    expect(verifyLedger({ ...ledger, end: null }, sha256)).toEqual({
      kind: "unchained",
      entries: 4,
    });
  });
});

describe("the chain of an order that was two", () => {
  const carrier = chained("carrier", [entryAt("09:30"), entryAt("09:40")], 10);
  const before = chained("order", four.slice(0, 2));
  const join = {
    chainId: "carrier",
    end: carrier.end ?? NO_CHAIN,
    intoChainId: "order",
    afterPosition: 2,
  };
  const chain = { chainId: "order", sha256 };
  const joined = linkJoin(chain, before.end ?? NO_CHAIN, join);
  const { links, end } = linkAll(chain, joined, four.slice(2));
  const merged: FoundLedger = {
    orderRecordId: "order",
    joins: [join],
    end,
    entries: [
      ...before.entries,
      ...carrier.entries,
      ...four.slice(2).map((entry, index) => {
        return { id: String(3 + index), chainId: "order", link: links[index] ?? null, entry };
      }),
    ],
  };

  it("goes on from both", () => {
    expect(verifyLedger(merged, sha256)).toMatchObject({ kind: "intact", entries: 6 });
  });

  it("shows that an entry of the one that ended was changed or taken away", () => {
    const changed = merged.entries.map((found) =>
      found.id === "11" ? { ...found, entry: entryAt("09:31") } : found,
    );
    expect(verifyLedger({ ...merged, entries: changed }, sha256)).toMatchObject({
      fault: "changed",
      entryId: "11",
    });
    const cut = merged.entries.filter(({ id }) => id !== "12");
    expect(verifyLedger({ ...merged, entries: cut }, sha256)).toMatchObject({ fault: "cut_off" });
  });

  it("shows that the one that ended was taken away with its join", () => {
    const entries = merged.entries.filter(({ chainId }) => chainId === "order");
    expect(verifyLedger({ ...merged, entries, joins: [] }, sha256)).toMatchObject({
      fault: "changed",
      entryId: "3",
    });
  });
});
