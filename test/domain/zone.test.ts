import { describe, expect, it } from "vitest";
import { MESSAGE_STATES } from "../../app/domain/message-state.ts";
import { MESSAGE_ZONES, statesOfZone, zoneOf } from "../../app/domain/zone.ts";

describe("the zone of a problem", () => {
  it("is handling for what was received and is not applied, and none for what is well", () => {
    const zones = MESSAGE_STATES.map((state) => [state, zoneOf({ kind: "message", state })]);
    expect(Object.fromEntries(zones)).toMatchObject({
      recorded: null,
      applied: null,
      superseded: null,
      waiting: "handling",
      quarantined: "handling",
      dead: "handling",
    });
  });

  it("is handling for a delivery that was refused: it did arrive", () => {
    expect(zoneOf({ kind: "refusal", code: "signature_mismatch" })).toBe("handling");
  });

  it("is found again by the states that it names", () => {
    for (const zone of MESSAGE_ZONES) {
      const states = statesOfZone(zone);
      expect(states.map((state) => zoneOf({ kind: "message", state }))).toEqual(
        states.map(() => zone),
      );
    }
  });
});
