import type { Chance } from "../../simulation/chance.ts";

const PATHS = [
  "$",
  "$.*",
  "$..*",
  "$..id",
  "$..*.*",
  "$.items[*]",
  "$[*]",
  "$[0]",
  "$[-1]",
  "$[::2]",
  "$[::-1]",
  "$['a','b']",
  "$[?@.id == 1]",
  "$[?@.id == $.id]",
  "$..[?@.status == 'shipped']",
  "$[?$.a == $.b]",
  "$[?match(@.a, '(a+)+')]",
  "$.__proto__",
  "$..a..b",
  "$.a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q",
  "status",
  "",
] as const;

const TRANSFORMS: readonly [object, ...object[]] = [
  { do: "first" },
  { do: "last" },
  { do: "entries" },
  { do: "fromJson" },
  { do: "toString" },
  { do: "sum" },
  { do: "upper" },
  { do: "lower" },
  { do: "trim" },
  { do: "join", separator: "" },
  { do: "split", separator: "a" },
  { do: "split", separator: " " },
  { do: "maxBy", path: "$.id" },
  { do: "path", path: "$..*" },
  { do: "capture", pattern: "(a+)+$" },
  { do: "capture", pattern: String.raw`\b(\pL?\PN?){100}\B$` },
  { do: "capture", pattern: "(a)\\1" },
  { do: "capture", pattern: "[^x]*([0-9]+)" },
  { do: "lookup", table: { x: "y" }, default: "z" },
  { do: "date", formats: ["iso", "unix_seconds", "MM/dd/yyyy hh:mm a"] },
  { do: "date", formats: ["QQ"] },
  { do: "when", path: "$.id", not: ["1"] },
  { do: "eval", code: "process.exit()" },
];

type Part = Record<string, unknown>;
type Changes = readonly [() => unknown, ...(() => unknown)[]];

/** Changes a mapping by its grammar, a few times; many of the answers must be refused. */
export function mutateMapping(chance: Chance, mapping: object): unknown {
  const root: Part = { ...structuredClone(mapping) };
  for (let times = chance.between(1, 3); times > 0; times--) {
    if (chance.bool(0.3)) changeWhole(chance, root);
    else changePlace(chance, root);
  }
  return root;
}

function changeWhole(chance: Chance, root: Part): void {
  const paths = () => Array.from({ length: chance.between(1, 4) }, () => chance.pick(PATHS));
  const changes: Changes = [
    () => (root["forEach"] = paths()),
    () => (root["where"] = { from: "item", path: chance.pick(PATHS), not: ["x"] }),
    () => (root["zone"] = chance.pick(["Europe/Berlin", "Mars/Olympus", "+99:00"])),
    () => (root["rules"] = [{ require: ["tracking_number", "lines"] }]),
    () => (root["script"] = "process.exit()"),
    () => {
      const names = Object.keys(root);
      Reflect.deleteProperty(root, names[chance.int(names.length)] ?? "");
    },
  ];
  chance.pick(changes)();
}

/** Something that says where a value is found. */
function changePlace(chance: Chance, root: Part): void {
  const places = objectsIn(root).filter((one) => "from" in one);
  const place = places[chance.int(Math.max(1, places.length))] ?? {};
  const transforms = () =>
    Array.from({ length: chance.between(1, 4) }, () => chance.pick(TRANSFORMS));
  const changes: Changes = [
    () => (place["path"] = chance.pick(PATHS)),
    () => (place["path"] = chance.pick(PATHS)),
    () => (place["then"] = transforms()),
    () => (place["then"] = transforms()),
    () => (place["from"] = chance.pick(["item", "parent", "root", "header", "constant"])),
    () => (place["when"] = { from: "root", path: chance.pick(PATHS), present: chance.bool(0.5) }),
  ];
  chance.pick(changes)();
}

/** A value and every object in it. */
function objectsIn(value: unknown): Part[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : [value as Part]; // an object that is no list
  return [...own, ...Object.values(value).flatMap(objectsIn)];
}
