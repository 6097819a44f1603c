import { Text } from "@shopify/polaris";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { MappingPlace, MappingRow } from "./mapping-rows.ts";

/** Where in the payload a field is taken from, in the order in which the places are tried. */
export function MappingPlaces({ row }: { readonly row: MappingRow }) {
  const { t } = useTranslation();
  const path = row.forEach.join(" → ");
  return (
    <div>
      {row.places.map((place, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <> {t("sources.detail.else")} </>}
          <Place place={place} />
        </Fragment>
      ))}
      {path === "" ? null : (
        <Text as="p" tone="subdued" variant="bodySm">
          {t("sources.detail.forEach", { path })}
        </Text>
      )}
    </div>
  );
}

function Place({ place }: { readonly place: MappingPlace }) {
  const { t } = useTranslation();
  const { from, text, transforms } = place;
  if (from === "constant") return <>{t("sources.detail.fixed", { value: text })}</>;
  const origin = from === "item" || from === "root" ? null : t(`sources.origin.${from}`);
  return (
    <>
      {origin === null ? null : `${origin} `}
      <code className="handoff-mono">{text}</code>
      {transforms.length === 0 ? null : (
        <Text as="span" tone="subdued">
          {" "}
          {t("sources.detail.transforms", { names: transforms.join(", ") })}
        </Text>
      )}
    </>
  );
}
