import polarisGerman from "@shopify/polaris/locales/de.json";
import polarisEnglish from "@shopify/polaris/locales/en.json";
import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { de } from "./de/index.ts";
import { en } from "./en/index.ts";

/** Every language that we speak. A further one is a folder beside `en`, and a line here and below. */
const WORDS = { en, de } as const;
export type Language = keyof typeof WORDS;

/** Polaris's own words. */
export const POLARIS_WORDS = { en: polarisEnglish, de: polarisGerman } as const satisfies Record<
  Language,
  object
>;

const FALLBACK: Language = "en";

/** The language of a Shopify locale such as `de` or `pt-BR`; English where we do not speak it. */
export function chooseLanguage(locale: string | null): Language {
  const language = locale?.toLowerCase().split("-")[0] ?? FALLBACK;
  return isLanguage(language) ? language : FALLBACK;
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(WORDS, text);
}

/** One translator for one document. React escapes what is shown, so i18next must not. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: FALLBACK,
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
  return instance;
}
