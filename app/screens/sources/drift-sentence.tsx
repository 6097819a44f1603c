import { Text } from "@shopify/polaris";
import { Trans, useTranslation } from "react-i18next";
import type { DriftView } from "./view.ts";

const CODE = <code className="handoff-mono" />;

/** What changed, in one sentence. */
export function DriftSentence({ drift }: { readonly drift: DriftView }) {
  const { t } = useTranslation();
  const { kind, at, to, before, now } = drift;
  const kinds = (list: DriftView["now"]) => list.map((one) => t(`drift.type.${one}`)).join(", ");
  return (
    <Text as="p" fontWeight="medium" breakWord>
      <Trans
        i18nKey={`drift.kind.${kind}`}
        values={{
          at: shown(at),
          to: to === null ? "" : shown(to),
          before: kinds(before),
          now: kinds(now),
        }}
        components={{ code: CODE }}
      />
    </Text>
  );
}

/** A place as people read it: `lines[*].sku`. */
function shown(place: string): string {
  return place === "$" ? place : place.replace(/^\$\.?/, "");
}
