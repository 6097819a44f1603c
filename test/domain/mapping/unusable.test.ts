import { describe, expect, it } from "vitest";
import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { worstProblem } from "../../../app/domain/mapping/problem.ts";
import { MOST_JUDGED_BYTES, unusableAtSight } from "../../../app/domain/mapping/unusable.ts";
import { BARE, mapping, payload, STATUSES } from "./interpreting.ts";

const RULES = { mapping: BARE, statusMap: STATUSES };
const GOOD = '{"order":"#1001","status":"shipped","note":"\\u00e9","n":[1,2.5,null,true]}';

/** Every prefix of a good body, and the body with each character replaced in turn. */
const BROKEN = Array.from(GOOD, (_, at) => at).flatMap((at) => [
  GOOD.slice(0, at),
  `${GOOD.slice(0, at)}${GOOD.charAt(at) === "}" ? "]" : "}"}${GOOD.slice(at + 1)}`,
]);

describe("a message that is judged at sight", () => {
  it("is called unusable only where interpreting it comes to the same, and always where it is no JSON", () => {
    for (const body of [...BROKEN, "{}", "[]", "[{}]", "1", '"shipped"', "null", "<a/>"]) {
      const atSight = unusableAtSight(payload(body), RULES);
      const { updates, problems } = interpret(payload(body), BARE, STATUSES);
      if (atSight !== null) {
        expect({ body, updates }).toEqual({ body, updates: [] });
        expect({ body, code: atSight.code }).toEqual({ body, code: worstProblem(problems)?.code });
      }
      if (problems.some(({ code }) => code === "json_syntax")) expect(atSight).not.toBeNull();
    }
    expect(unusableAtSight(payload(GOOD), RULES)).toBeNull();
  });

  it("is left to the mapping where that decides: an unknown status, a missing field, one bad element of several", () => {
    for (const body of [
      '{"order":"#1001","status":"unheard of"}',
      '{"status":"shipped"}',
      '[{"order":"#1001","status":"shipped"},1]',
    ]) {
      expect(unusableAtSight(payload(body), RULES)).toBeNull();
    }
  });

  it("may be an empty object, where the source says everything around it", () => {
    const around = mapping({
      order: [{ kind: "name", from: "query", name: "order" }],
      status: [{ from: "header", name: "X-Event" }],
    });
    const rules = { mapping: around, statusMap: STATUSES };
    const said = { headers: { "x-event": "shipped" }, query: "order=1001" };
    expect(unusableAtSight(payload("{}", said), rules)).toBeNull();
    expect(unusableAtSight(payload("{}"), rules)).toMatchObject({ code: "missing_status" });
  });

  it("is not read where that would hold others up", () => {
    const large = `{${" ".repeat(MOST_JUDGED_BYTES)}`;
    expect(unusableAtSight(payload(large), RULES)).toBeNull();
    expect(unusableAtSight(payload(large.slice(2)), RULES)).toMatchObject({ code: "empty_body" });
  });
});
