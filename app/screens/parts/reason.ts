import { useTranslation } from "react-i18next";
import { en } from "../i18n/en/index.ts";

const REASONS = en.words.reason;
const FIXES = en.words.reasonFix;
const BLOCKS = en.words.block;
const REJECTIONS = en.words.rejection;

/** The short name of why a message is where it is; a code that is newer than these words is shown readable. */
export function useReasonTitle(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    if (isIn(REASONS, code)) return t(`words.reason.${code}`);
    if (isIn(BLOCKS, code)) return t(`words.block.${code}.title`);
    return readable(code);
  };
}

/** What a person does about it. */
export function useReasonFix(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    if (isIn(FIXES, code)) return t(`words.reasonFix.${code}`);
    if (isIn(BLOCKS, code)) return t(`words.block.${code}.action`);
    return t("words.reasonFix.other");
  };
}

/** Why a delivery was refused, and the fix. */
export function useRejection(): (code: string) => { readonly title: string; readonly fix: string } {
  const { t } = useTranslation();
  return (code) => {
    const known = isIn(REJECTIONS, code) ? code : "other";
    return { title: t(`words.rejection.${known}.title`), fix: t(`words.rejection.${known}.fix`) };
  };
}

/** A code as words: `line_not_found` becomes `Line not found`. */
export function readable(code: string): string {
  const text = code.replaceAll("_", " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether the words have this key. */
export function isIn<Words extends object>(
  words: Words,
  key: string,
): key is Extract<keyof Words, string> {
  return Object.hasOwn(words, key);
}
