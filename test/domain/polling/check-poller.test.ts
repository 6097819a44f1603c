import { describe, expect, it } from "vitest";

import { checkPoller } from "../../../app/domain/polling/definition/check-poller.ts";
import { graphqlShop, simulatedOms } from "./definitions.ts";

describe("a poller definition", () => {
  it.each([
    ["a REST source with a static key", simulatedOms],
    ["a GraphQL source with a login session", graphqlShop],
  ])("says how %s is polled", (_name, definition) => {
    expect(checkPoller(definition)).toEqual({ definition });
  });

  it.each([
    ["an address on a host that a value could choose", "https://{input.api_key}.example.com/x"],
    ["an address without https", "http://example.com/orders"],
    ["an address with a user", "https://user@example.com/orders"],
    ["an address of no path", "orders"],
    ["a path that is a host", "//example.com/orders"],
    ["a name that nothing fills", "/orders/{nonsense}"],
  ])("is refused with %s", (_name, url) => {
    const [feed] = simulatedOms.feeds;
    const request = { ...feed?.request, url };
    expect(faultsOf({ ...simulatedOms, feeds: [{ ...feed, request }] })).toContain(
      "feeds[0].request.url",
    );
  });

  it("must ask by the names that its paging and its watermark need", () => {
    const [feed] = simulatedOms.feeds;
    const request = { url: "/api/orders" };
    expect(checkPoller({ ...simulatedOms, feeds: [{ ...feed, request }] })).toMatchObject({
      problems: [
        { at: "feeds[0].request", detail: expect.stringContaining("{page}") as string },
        { at: "feeds[0].request", detail: expect.stringContaining("{since}") as string },
      ],
    });
  });

  it("must name an input for every value that a merchant enters", () => {
    expect(faultsOf({ ...simulatedOms, inputs: [] })).toEqual(["inputs"]);
  });

  it("may not set headers of the connection", () => {
    const auth = { kind: "static", headers: { Host: "internal.example" } };
    expect(faultsOf({ ...simulatedOms, auth })).toContain("auth.headers.Host");
  });

  it("reads open records again only by an id", () => {
    const [feed] = simulatedOms.feeds;
    const records = { path: "$.orders[*]" };
    expect(faultsOf({ ...simulatedOms, feeds: [{ ...feed, records }] })).toContain("openSet.feed");
  });

  it("is JSON of a bounded size", () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    expect(faultsOf(circular)).toEqual([""]);
    expect(faultsOf({ ...simulatedOms, note: "x".repeat(200_000) })).toEqual([""]);
  });
});

function faultsOf(value: unknown): readonly string[] {
  const checked = checkPoller(value);
  return "problems" in checked ? checked.problems.map(({ at }) => at) : [];
}
