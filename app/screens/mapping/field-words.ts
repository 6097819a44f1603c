import { useTranslation } from "react-i18next";
import type { AnyCandidate, Field } from "../../domain/mapping/editing/field.ts";
import type { Repeated } from "../../domain/mapping/editing/lists.ts";
import type { Source } from "../../domain/mapping/language/source-schema.ts";

/** What a field is called. */
export function useFieldName(): (field: Field) => string {
  const { t } = useTranslation();
  return (field) => {
    switch (field.part) {
      case "update":
        return t(`mapping.field.${field.name}`);
      case "shipment":
        return t(`mapping.field.${field.name}`);
      case "package":
        return t(`mapping.field.package_${field.name}`);
      case "line":
        return t(`mapping.field.line_${field.name}`);
    }
  };
}

/** A path as people read one: `packages › 1 › tracking_number`. */
export function readablePath(path: string): string {
  const parts = [...path.matchAll(/\.\.?([A-Za-z_]\w*)|\['((?:[^'\\]|\\.)*)'\]|\[([^\]]*)\]/g)];
  const names = parts.map(([whole, plain, quoted, other]) => {
    if (plain !== undefined) return whole.startsWith("..") ? `… › ${plain}` : plain;
    if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, "$1");
    if (other === "*") return "∗";
    return /^\d+$/.test(other ?? "") ? String(Number(other) + 1) : (other ?? "");
  });
  return names.join(" › ");
}

/** A list as people read one: without the mark that stands for its items. */
export function readableList(path: string): string {
  return readablePath(path.replace(/\[\*\]$/, ""));
}

/** Where a candidate looks, in words. */
export function usePlaceWords(): (source: Source, repeated: Repeated) => string {
  const { t } = useTranslation();
  return (source, repeated) => {
    switch (source.from) {
      case "item": {
        const path = readablePath(source.path);
        return path === "" ? t("mapping.place.item") : path;
      }
      case "parent":
      case "root":
        return repeated.part === "update" && source.from === "root"
          ? readablePath(source.path)
          : t(`mapping.place.${source.from}`, { path: readablePath(source.path) });
      case "header":
      case "query":
        return t(`mapping.place.${source.from}`, { name: source.name });
      case "constant":
        return t("mapping.place.constant", { value: source.value });
    }
  };
}

/** When a candidate counts, in words; null where it always does. */
export function useConditionWords(): (
  candidate: AnyCandidate,
  repeated: Repeated,
) => string | null {
  const { t } = useTranslation();
  const place = usePlaceWords();
  return ({ when }, repeated) => {
    if (when === undefined) return null;
    const where = place(when, repeated);
    if (when.equals !== undefined) {
      return t("mapping.when.equals", { where, values: when.equals.join(", ") });
    }
    if (when.not !== undefined)
      return t("mapping.when.not", { where, values: when.not.join(", ") });
    return t(when.present === false ? "mapping.when.absent" : "mapping.when.present", { where });
  };
}
