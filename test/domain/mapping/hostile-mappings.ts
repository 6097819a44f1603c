import { BARE } from "./interpreting.ts";

export const path = (text: string) => ({ ...BARE, status: [{ from: "item", path: text }] });
const then = (...transforms: object[]) => ({
  ...BARE,
  status: [{ from: "item", path: "$.s", then: transforms }],
});

/** Mappings that must be refused where they are saved, as somebody could send them. */
export const HOSTILE_MAPPINGS: readonly (readonly [name: string, mapping: object])[] = [
  ["several descents", path("$..*..*..*..*")],
  ["a descent in a filter", path("$.a[?@..b]")],
  ["a list in a filter", path("$.a[?count(@.*) > 1]")],
  ["a filter that compares the document with itself", path("$.a[?$.b == $.c]")],
  ["match()", path("$.a[?match(@.b, '(a+)+')]")],
  ["search()", path("$.a[?search(@.b, '(a+)+')]")],
  ["__proto__", path("$.__proto__.x")],
  ["constructor in a filter", path("$.a[?@.constructor]")],
  ["prototype in brackets", path("$['prototype']")],
  ["many alternatives", path("$['a','a','a']['a','a','a']['a','a','a']")],
  ["a path without end", path(`$${".a".repeat(17)}`)],
  ["a long path", path(`$.${"a".repeat(300)}`)],
  ["a filter without end", path(`$.a[?${Array.from({ length: 30 }, () => "@.b").join("||")}]`)],
  ["no path", path("status")],
  ["a look-ahead", then({ do: "capture", pattern: "(?=a)b" })],
  ["a back reference", then({ do: "capture", pattern: "(a)\\1" })],
  ["a pattern that grows", then({ do: "capture", pattern: "((a{100}){100}){100}" })],
  ["a long pattern", then({ do: "capture", pattern: "a".repeat(201) })],
  ["an unknown transform", then({ do: "eval", code: "1" })],
  ["an unknown member", then({ do: "first", script: "1" })],
  ["too many transforms", then(...Array.from({ length: 11 }, () => ({ do: "trim" })))],
  ["an unknown date format", then({ do: "date", formats: ["QQ"] })],
  ["an unknown zone", { ...BARE, zone: "Mars/Olympus" }],
  [
    "a table without end",
    then({
      do: "lookup",
      table: Object.fromEntries(
        Array.from({ length: 20_000 }, (_, index) => [`key ${String(index)}`, "value"]),
      ),
    }),
  ],
  ["four nested lists", { ...BARE, forEach: ["$.a[*]", "$.b[*]", "$.c[*]", "$.d[*]"] }],
  [
    "a host pattern over labels",
    { ...BARE, fetch: { hosts: ["*"], url: [{ from: "item", path: "$.u" }] } },
  ],
  [
    "a fetch that is not https",
    { ...BARE, fetch: { hosts: ["a.example.com"], template: "http://a.example.com/{id}" } },
  ],
  ["no order", { format: "json", status: BARE.status }],
  ["a descent into a descent", path("$..[?@..a]")],
  ["an index without end", path("$[99999999999999999999]")],
  [
    "a rule that takes long to match",
    { ...BARE, rules: [{ restrict: [{ field: "sku", matches: "((a{100}){100}){100}" }] }] },
  ],
  [
    "a condition that looks ahead",
    { ...BARE, where: { from: "item", path: "$.a", matches: "(?!a)b" } },
  ],
  [
    "more rules than anybody reads",
    { ...BARE, rules: Array.from({ length: 51 }, () => ({ require: ["lines"] })) },
  ],
  [
    "more candidates than anybody reads",
    { ...BARE, status: Array.from({ length: 11 }, () => BARE.status[0]) },
  ],
  ["names of objects as a member", { ...BARE, ["__proto__x"]: 1 }],
];
