import { useTranslation } from "react-i18next";
import { parseInstant } from "../../domain/instant.ts";
import { en } from "../i18n/en/index.ts";
import { formatTime } from "../i18n/format-time.ts";
import { isIn, readable } from "../parts/reason.ts";
import { useShop } from "../shell/shop-context.tsx";

const KEYS = en.settings.audit.key;
const ROLES = en.words.role;
const MOST_FACTS = 12;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T/;

/** The detail of an entry as names and values, whatever it holds: `Rules, messages dead, is on: yes`. */
export function useAuditFacts(): (detail: unknown) => readonly string[] {
  const name = useName();
  const value = useValue();
  const facts = (detail: unknown, path: readonly string[]): readonly string[] => {
    const values = Array.isArray(detail) ? detail : [detail];
    if (values.every(isPlain)) {
      const shown = values.filter((one) => !isId(one)).map(value);
      return path.length === 0 || shown.length === 0
        ? []
        : [`${path.map(name).join(", ")}: ${shown.join(", ")}`];
    }
    return Object.entries(detail ?? {}).flatMap(([key, one]) => facts(one, [...path, key]));
  };
  return (detail) => facts(detail, []).slice(0, MOST_FACTS);
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

/** Ids name rows of the database, which nobody reads. */
function isId(value: unknown): boolean {
  return typeof value === "string" && UUID.test(value);
}

function useName(): (key: string) => string {
  const { t } = useTranslation();
  return (key) => {
    if (/^\d+$/.test(key)) return String(Number(key) + 1);
    return isIn(KEYS, key) ? t(`settings.audit.key.${key}`) : readable(spaced(key));
  };
}

/** `isOn` as `is_on`. */
function spaced(key: string): string {
  return key.replace(/([a-z\d])([A-Z])/g, "$1_$2");
}

function useValue(): (value: unknown) => string {
  const { t } = useTranslation();
  const shop = useShop();
  return (value) => {
    if (value === null || value === "") return "–";
    if (typeof value === "boolean") return t(value ? "settings.audit.yes" : "settings.audit.no");
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (isIn(ROLES, text)) return t(`words.role.${text}`);
    const at = TIME.test(text) ? parseInstant(text) : null;
    return at === null ? text : formatTime(at, shop);
  };
}
