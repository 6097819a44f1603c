import type { Chance } from "../../simulation/chance.ts";
import { HOSTILE_VALUES, NAMES } from "./hostile-values.ts";

type Changes = readonly [() => unknown, ...(() => unknown)[]];

/** A JSON document as a tree whose leaves are texts as they will be written. */
type Tree =
  | { readonly kind: "leaf"; text: string }
  | { readonly kind: "list"; items: Tree[] }
  | { readonly kind: "object"; members: (readonly [string, Tree])[] };

/** Changes a JSON document by its grammar, a few times; the answer is well-formed, if strange. */
export function mutateJson(chance: Chance, text: string): string {
  let tree = treeOf(JSON.parse(text));
  for (let times = chance.between(1, 4); times > 0; times--) tree = mutate(chance, tree);
  return write(chance, tree);
}

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: "list", items: value.map(treeOf) };
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, child]) => [name, treeOf(child)] as const);
    return { kind: "object", members };
  }
  return { kind: "leaf", text: JSON.stringify(value) };
}

function mutate(chance: Chance, root: Tree): Tree {
  if (chance.bool(0.05)) return { kind: "list", items: repeated(root, chance.between(0, 20)) };
  const spot = randomSpot(chance, root);
  if (spot === null) return hostile(chance);
  switch (spot.kind) {
    case "object":
      changeMembers(chance, spot);
      return root;
    case "list":
      changeItems(chance, spot);
      return root;
    case "leaf":
      spot.text = chance.pick(HOSTILE_VALUES);
      return root;
  }
}

function randomSpot(chance: Chance, tree: Tree): Tree | null {
  const spots: Tree[] = [];
  const visit = (one: Tree): void => {
    spots.push(one);
    if (one.kind === "list") one.items.forEach(visit);
    if (one.kind === "object")
      one.members.forEach(([, child]) => {
        visit(child);
      });
  };
  visit(tree);
  return spots[chance.int(spots.length)] ?? null;
}

function hostile(chance: Chance): Tree {
  return { kind: "leaf", text: chance.pick(HOSTILE_VALUES) };
}

function repeated(tree: Tree, times: number): Tree[] {
  return Array.from({ length: times }, () => structuredClone(tree));
}

function changeMembers(chance: Chance, spot: Tree & { kind: "object" }): void {
  const at = chance.int(Math.max(1, spot.members.length));
  const [name = "x", value = hostile(chance)] = spot.members[at] ?? [];
  const changes: Changes = [
    () => spot.members.splice(at, 1),
    () => (spot.members[at] = [chance.pick(NAMES), value]),
    () => (spot.members[at] = [name, hostile(chance)]),
    () =>
      (spot.members[at] = [name, { kind: "list", items: repeated(value, chance.between(0, 30)) }]),
    () => (spot.members[at] = [name, { kind: "object", members: [[name, value]] }]),
    () => spot.members.push([name, hostile(chance)]),
    () => spot.members.push([chance.pick(NAMES), structuredClone(value)]),
    () => (spot.members[at] = [name, { kind: "leaf", text: JSON.stringify(JSON.stringify(name)) }]),
  ];
  chance.pick(changes)();
}

function changeItems(chance: Chance, spot: Tree & { kind: "list" }): void {
  const first = spot.items[0] ?? hostile(chance);
  const changes: Changes = [
    () => (spot.items = []),
    () => (spot.items = repeated(first, chance.between(2, 200))),
    () => spot.items.push(hostile(chance)),
    () => spot.items.reverse(),
    () => (spot.items = [{ kind: "list", items: spot.items }]),
  ];
  chance.pick(changes)();
}

/** With white space now and then, as printers differ. */
function write(chance: Chance, tree: Tree): string {
  const space = chance.pick(["", "", "", " ", "\n\t"]);
  const written = (one: Tree): string => {
    switch (one.kind) {
      case "leaf":
        return one.text;
      case "list":
        return `[${one.items.map(written).join(`,${space}`)}]`;
      case "object":
        return `{${one.members.map(([name, child]) => `${JSON.stringify(name)}:${space}${written(child)}`).join(`,${space}`)}}`;
    }
  };
  return written(tree);
}
