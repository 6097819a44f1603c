import { useTranslation } from "react-i18next";
import type { SignatureScheme } from "../../domain/signature/scheme.ts";

/** A signature scheme in one line for people. */
export function useSchemeWords(): (scheme: SignatureScheme) => string {
  const { t } = useTranslation();
  return (scheme) => {
    switch (scheme.kind) {
      case "hmac":
      case "hash":
      case "asymmetric": {
        const { algorithm, encoding, place } = scheme;
        const values = { algorithm: algorithm.toUpperCase(), encoding, place: place.name };
        return t(`sources.scheme.describe.${scheme.kind}`, values);
      }
      case "standard_webhooks":
        return t("sources.scheme.describe.standard_webhooks", {
          tolerance: scheme.toleranceSeconds,
        });
      case "token":
      case "jwt":
        return t(`sources.scheme.describe.${scheme.kind}`, { place: scheme.place.name });
      case "basic":
        return t("sources.scheme.describe.basic", { username: scheme.username });
      case "jws_detached": {
        const { algorithm, place } = scheme;
        return t("sources.scheme.describe.jws_detached", { algorithm, place: place.name });
      }
      case "none":
        return t("sources.scheme.describe.none");
    }
  };
}
