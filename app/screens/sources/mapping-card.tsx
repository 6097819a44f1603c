import { Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import { formatTime } from "../i18n/format-time.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { MappingPlaces } from "./mapping-places.tsx";
import { type MappingRow, mappingRows } from "./mapping-rows.ts";
import type { PublishedMapping } from "./view.ts";

/** The published field mapping: our fields, and where in the payload each is taken from. */
export function MappingCard(props: {
  readonly sourceId: string;
  readonly mapping: PublishedMapping | null;
}) {
  const { sourceId, mapping } = props;
  const { t } = useTranslation();
  const shop = useShop();
  const who = useActorWords();
  const edit = (
    <Button url={`/sources/${sourceId}/mapping`}>{t("sources.detail.editMapping")}</Button>
  );
  if (mapping === null) {
    return (
      <TitledCard title={t("sources.detail.mapping")} aside={edit}>
        <Text as="p">{t("sources.detail.mappingNone")}</Text>
      </TitledCard>
    );
  }
  const { version, publishedAt, publishedBy } = mapping;
  const meta = { version, when: formatTime(publishedAt, shop), who: who(publishedBy) };
  return (
    <TitledCard
      title={t("sources.detail.mapping")}
      help={t("sources.detail.mappingMeta", meta)}
      aside={edit}
    >
      <div
        className="handoff-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("sources.detail.mapping")}
      >
        <table className="handoff-table">
          <thead>
            <tr>
              <th scope="col">{t("sources.detail.field")}</th>
              <th scope="col">{t("sources.detail.from")}</th>
            </tr>
          </thead>
          <tbody>
            {mappingRows(mapping.mapping).map((row, index) => (
              <Row key={`${row.field} ${String(index)}`} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </TitledCard>
  );
}

function Row({ row }: { readonly row: MappingRow }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>{t(`sources.field.${row.field}`)}</td>
      <td>
        <MappingPlaces row={row} />
      </td>
    </tr>
  );
}
