import { describe, expect, it } from "vitest";
import { systemMetrics } from "../../../app/adapters/system/metrics.ts";

describe("the metrics", () => {
  it("are counted and timed by code", async () => {
    const metrics = systemMetrics();
    metrics.count("oms.inbox.refused", "empty_body");
    metrics.count("oms.inbox.refused", "empty_body");
    metrics.time("oms.event.ack.duration", "recorded", 0.03);

    const text = await metrics.text();

    expect(text).toContain('oms_inbox_refused_total{code="empty_body"} 2');
    expect(text).toContain('oms_event_ack_duration_seconds_bucket{le="0.05",code="recorded"} 1');
    expect(text).toContain('oms_event_ack_duration_seconds_bucket{le="0.025",code="recorded"} 0');
  });

  it("keep the others where one figure cannot be had", async () => {
    const metrics = systemMetrics();
    metrics.sample({
      name: "oms.one",
      help: "One.",
      read: () => Promise.reject(new Error("away")),
    });
    metrics.sample({ name: "oms.two", help: "Two.", read: () => 2 });

    const text = await metrics.text();

    expect(text).toContain("oms_one Nan");
    expect(text).toContain("oms_two 2");
  });
});
