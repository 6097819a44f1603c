import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Meaning } from "../../domain/mapping/status-rows.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { MappingPlaces } from "../sources/mapping-places.tsx";
import type { MappingRow } from "../sources/mapping-rows.ts";
import {
  type FieldChange,
  hasChanges,
  type MappingChanges,
  type StatusChange,
} from "./mapping-changes.ts";

export interface ChangesCardProps {
  readonly title: string;
  readonly changes: MappingChanges;
  /** Over the two columns. */
  readonly names: { readonly before: string; readonly after: string };
}

/** What is different between two mappings, side by side. */
export function ChangesCard({ title, changes, names }: ChangesCardProps) {
  const { t } = useTranslation();
  if (!hasChanges(changes)) {
    return (
      <TitledCard title={title}>
        <Text as="p">{t("publish.changes.none")}</Text>
      </TitledCard>
    );
  }
  const { fields, statuses, others } = changes;
  return (
    <TitledCard title={title}>
      <BlockStack gap="400">
        {fields.length === 0 ? null : (
          <Compared caption={t("publish.changes.fields")} names={names}>
            {fields.map((change) => (
              <FieldLine key={change.field} change={change} />
            ))}
          </Compared>
        )}
        {statuses.length === 0 ? null : (
          <Compared caption={t("publish.changes.statuses")} names={names}>
            {statuses.map((change) => (
              <StatusLine key={change.status} change={change} />
            ))}
          </Compared>
        )}
        {others.length === 0 ? null : (
          <Text as="p">
            {t("publish.changes.others", {
              parts: others.map((part) => t(`publish.part.${part}`)).join(", "),
            })}
          </Text>
        )}
      </BlockStack>
    </TitledCard>
  );
}

interface ComparedProps {
  readonly caption: string;
  readonly names: ChangesCardProps["names"];
  readonly children: React.ReactNode;
}

function Compared({ caption, names, children }: ComparedProps) {
  return (
    <div className="handoff-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="handoff-table handoff-compared">
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            <th scope="col">{names.before}</th>
            <th scope="col">{names.after}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function FieldLine({ change }: { readonly change: FieldChange }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>{t(`sources.field.${change.field}`)}</td>
      <td>
        <Rows rows={change.before} />
      </td>
      <td>
        <Rows rows={change.after} />
      </td>
    </tr>
  );
}

function Rows({ rows }: { readonly rows: readonly MappingRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) {
    return (
      <Text as="span" tone="subdued">
        {t("publish.changes.notRead")}
      </Text>
    );
  }
  return rows.map((row, index) => <MappingPlaces key={index} row={row} />);
}

function StatusLine({ change: { status, before, after } }: { readonly change: StatusChange }) {
  return (
    <tr>
      <td>
        <span className="handoff-mono">{status}</span>
      </td>
      <td>
        <MeaningText meaning={before} />
      </td>
      <td>
        <MeaningText meaning={after} />
      </td>
    </tr>
  );
}

function MeaningText({ meaning }: { readonly meaning: Meaning | null }) {
  const { t } = useTranslation();
  if (meaning === null) {
    return (
      <Text as="span" tone="subdued">
        {t("statuses.unmapped")}
      </Text>
    );
  }
  return <>{meaning === "ignore" ? t("words.ignore") : t(`words.milestone.${meaning}`)}</>;
}
