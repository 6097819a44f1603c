import { interpret } from "../../app/domain/mapping/interpret.ts";
import { findPreset } from "../../app/domain/mapping/presets/index.ts";
import { atLeast } from "./report/verdict.ts";

const TARGET_PER_SECOND = 5_000;
const SECONDS = 3;
const BATCH = 500;

/**
 * Interpretations a second on one core, of a 4 KB payload with a preset: what
 * ShipHero would send for a shipment of twenty lines.
 */
export function benchMapping() {
  const preset = findPreset("shiphero");
  if (preset === null) throw new Error("the preset shiphero is gone");
  const body = new TextEncoder().encode(shipmentOf(20));
  const payload = { body, headers: preset.sample.headers, query: "" };
  const { updates, problems } = interpret(payload, preset.mapping, preset.statusMap);
  if (updates[0]?.shipment?.lines.length !== 20 || problems.length > 0) throw new Error("misread");

  const { perSecond, perWallSecond } = measure(() =>
    interpret(payload, preset.mapping, preset.statusMap),
  );
  return {
    part: "mapping",
    payloadBytes: body.length,
    interpretationsPerSecond: Math.round(perSecond),
    perWallSecond: Math.round(perWallSecond),
    reached: perSecond >= TARGET_PER_SECOND,
    verdicts: [
      atLeast("interpretations a second on one core", perSecond, {
        limit: TARGET_PER_SECOND,
        unit: "/s",
      }),
    ],
  };
}

/** By this thread's CPU time, which is that of one core whatever else the machine does; and by the clock on the wall. */
function measure(work: () => unknown) {
  for (let warm = 0; warm < BATCH; warm++) work();
  const started = performance.now();
  const cpuBefore = process.threadCpuUsage();
  let count = 0;
  while (performance.now() - started < SECONDS * 1000) {
    for (let index = 0; index < BATCH; index++) work();
    count += BATCH;
  }
  const { user, system } = process.threadCpuUsage(cpuBefore);
  return {
    perSecond: (count * 1_000_000) / (user + system),
    perWallSecond: (count * 1000) / (performance.now() - started),
  };
}

function shipmentOf(lines: number): string {
  return JSON.stringify({
    test: "0",
    webhook_type: "Shipment Update",
    fulfillment: {
      shipment_id: 90210001,
      warehouse: "Primary",
      order_number: "#1001",
      shipping_carrier: "Example Post",
      shipping_method: "Ground",
      tracking_number: "TEST0000000001",
      custom_tracking_url: "https://track.example.com/TEST0000000001",
      line_items: Array.from({ length: lines }, (_, index) => ({
        id: `1001-${String(355933727 + index)}`,
        shiphero_id: 708252296 + index,
        quantity: index + 1,
        sku: `SKU-${String(1122334581 + index)}`,
        serial_numbers: [],
        customs_description: "a description",
        package: "Package #1",
        lot_id: null,
      })),
      created_at: "2026-01-14 09:30:00",
    },
  });
}
