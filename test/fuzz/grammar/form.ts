import type { Chance } from "../../simulation/chance.ts";
import { NAMES } from "./hostile-values.ts";

const VALUES = [
  "",
  "1",
  "%",
  "%zz",
  "%00",
  "%c0%80",
  "+",
  "a=b",
  "%F0%9F%92%A5",
  "[]",
  "{}",
  "==",
] as const;

/** A form of the fields that a source might send, and of some that nobody should. */
export function makeForm(chance: Chance): string {
  const fields = Array.from({ length: chance.between(0, 30) }, () => {
    const name = encodeURIComponent(chance.pick(NAMES));
    return chance.bool(0.1) ? name : `${name}=${chance.pick(VALUES)}`;
  });
  return [`order=%231001&status=shipped`, ...fields].join(chance.pick(["&", "&", "&&", ";"]));
}
