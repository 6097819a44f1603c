import { uuidV7Ids } from "../../app/adapters/system/ids.ts";
import { plusSeconds } from "../../app/domain/instant.ts";
import { json, type Bulk } from "./bulk.ts";
import type { SeedWorld } from "./world.ts";

const DAY_SECONDS = 86_400;
/** A busy team's changes in the whole time. */
const CHANGES = 2_000;
const STAFF = ["staff 71", "staff 72", "staff 73"] as const;

const VIEWS = [
  { list: "messages", name: "Not applied", search: "zone=handling" },
  { list: "messages", name: "Healed by polling", search: "state=applied&via=poll" },
  { list: "orders", name: "Needs a person", search: "agreement=needs_person" },
  { list: "orders", name: "On its way", search: "milestone=in_transit" },
] as const;

/** What the shop's staff did meanwhile: views that they kept, and changes in the audit log. */
export function addStaff(bulk: Bulk, world: SeedWorld, days: number): void {
  const start = plusSeconds(world.now, -days * DAY_SECONDS);
  let clock = start;
  const ids = uuidV7Ids({ now: () => clock });
  const shop_id = world.shopId;
  for (const view of VIEWS) {
    bulk.add("saved_view", { id: ids.next(), shop_id, ...view, created_by: STAFF[0] });
  }
  for (let number = 0; number < CHANGES; number += 1) {
    clock = plusSeconds(start, ((days * DAY_SECONDS) / CHANGES) * number);
    const source = Object.values(world.sources)[number % 4];
    bulk.add("audit_entry", {
      id: ids.next(),
      shop_id,
      at: clock,
      actor: STAFF[number % STAFF.length] ?? STAFF[0],
      action: "source.changed",
      subject: source?.id ?? null,
      detail: json({ name: `Renamed ${String(number)}` }),
    });
  }
}
