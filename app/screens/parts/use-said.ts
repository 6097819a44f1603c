import { useTranslation } from "react-i18next";
import { tell } from "../i18n/said.ts";

/** What the domain said in English, in the language of the screen. */
export function useSaid(): (sentence: string) => string {
  const { t } = useTranslation();
  return (sentence) => tell(t, sentence);
}
