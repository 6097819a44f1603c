import type { IndexTableProps } from "@shopify/polaris";
import { Badge, Banner, BlockStack, Card, IndexTable, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { useActorWords } from "../parts/actor-words.ts";
import { useShop } from "../shell/shop-context.tsx";
import { ChangesCard } from "./changes-card.tsx";
import { mappingChanges } from "./mapping-changes.ts";
import type { VersionsView, VersionView } from "./view.ts";

export interface VersionsScreenProps {
  readonly view: VersionsView;
  /** The ids that are chosen to be compared, two at most. */
  readonly selected: readonly string[];
  /** The two versions that are compared, the older first. */
  readonly compared: readonly [VersionView, VersionView] | null;
  /** The version that was published just now; null where none was. */
  readonly published: number | null;
  readonly isReplaying: boolean;
  /** The last backtest read no message otherwise. */
  readonly hasNothingToReplay: boolean;
  readonly onReplay: () => void;
  readonly onCompare: (ids: readonly string[]) => void;
}

/** Every mapping that was in force, who put it there, and the way back. */
export function VersionsScreen(props: VersionsScreenProps) {
  const { t } = useTranslation();
  const { view, compared } = props;
  const { source } = view;
  return (
    <Page
      title={t("publish.versionsTitle")}
      subtitle={source.name}
      backAction={{ content: source.name, url: `/sources/${source.id}` }}
    >
      <BlockStack gap="400">
        <PublishedBanner {...props} />
        <VersionTable {...props} />
        {compared === null ? null : <Comparison compared={compared} />}
      </BlockStack>
    </Page>
  );
}

function PublishedBanner(props: VersionsScreenProps) {
  const { t } = useTranslation();
  const { published, isReplaying, hasNothingToReplay, onReplay } = props;
  if (published === null) return null;
  return (
    <Banner
      tone="success"
      title={t("publish.published", { version: published })}
      {...(hasNothingToReplay
        ? {}
        : {
            action: {
              content: t("publish.replayAffected"),
              loading: isReplaying,
              onAction: onReplay,
            },
          })}
    >
      {t(hasNothingToReplay ? "publish.nothingAffected" : "publish.publishedHelp")}
    </Banner>
  );
}

function Comparison({
  compared: [older, newer],
}: {
  readonly compared: readonly [VersionView, VersionView];
}) {
  const { t } = useTranslation();
  const name = (version: VersionView) =>
    version.isDraft ? t("publish.draft") : t("publish.version", { version: version.version });
  return (
    <ChangesCard
      title={t("publish.compared", { older: name(older), newer: name(newer) })}
      changes={mappingChanges(older, newer)}
      names={{ before: name(older), after: name(newer) }}
    />
  );
}

function VersionTable({ view, selected, onCompare }: VersionsScreenProps) {
  const { t } = useTranslation();
  const { source, versions } = view;
  const live = versions.find(({ isDraft }) => !isDraft)?.id;
  const hasOthers = versions.length > 1;
  const facts: IndexTableProps["headings"] = [
    { title: t("publish.column.compare") },
    { title: t("publish.column.version") },
    { title: t("publish.column.by") },
    { title: t("publish.column.at") },
    { title: t("publish.column.changed") },
    { title: t("publish.column.messages"), alignment: "end" },
  ];
  return (
    <Card padding="0">
      <IndexTable
        itemCount={versions.length}
        selectable={false}
        resourceName={{ singular: t("publish.versionOne"), plural: t("publish.versions") }}
        headings={hasOthers ? [...facts, { title: t("publish.column.action") }] : facts}
      >
        {versions.map((version, position) => (
          <VersionRow
            key={version.id}
            sourceId={source.id}
            version={version}
            before={versions[position + 1] ?? null}
            isLive={version.id === live}
            hasOthers={hasOthers}
            position={position}
            selected={selected}
            onCompare={onCompare}
          />
        ))}
      </IndexTable>
    </Card>
  );
}

interface VersionRowProps {
  readonly sourceId: string;
  readonly version: VersionView;
  /** The one that was in force before it. */
  readonly before: VersionView | null;
  readonly isLive: boolean;
  /** Whether there is another one to go back to. */
  readonly hasOthers: boolean;
  readonly position: number;
  readonly selected: readonly string[];
  readonly onCompare: (ids: readonly string[]) => void;
}

function VersionRow(props: VersionRowProps) {
  const { t } = useTranslation();
  const { sourceId, version, before, isLive, hasOthers, position } = props;
  const who = useActorWords();
  const number = new Intl.NumberFormat(useShop().language);
  const publish = `/sources/${sourceId}/publish`;
  return (
    <IndexTable.Row id={version.id} position={position}>
      <IndexTable.Cell>
        <CompareBox {...props} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <VersionName version={version} isLive={isLive} />
      </IndexTable.Cell>
      <IndexTable.Cell>{who(version.by)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Moment at={version.at} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Changed version={version} before={before} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {version.hasMoreMessages
            ? t("publish.moreThan", { count: version.messages })
            : number.format(version.messages)}
        </Text>
      </IndexTable.Cell>
      {hasOthers ? (
        <IndexTable.Cell>
          {isLive ? null : (
            <ResourceLink url={version.isDraft ? publish : `${publish}?version=${version.id}`}>
              {t(version.isDraft ? "publish.testAndPublish" : "publish.rollBack")}
            </ResourceLink>
          )}
        </IndexTable.Cell>
      ) : null}
    </IndexTable.Row>
  );
}

function VersionName({ version, isLive }: Pick<VersionRowProps, "version" | "isLive">) {
  const { t } = useTranslation();
  if (version.isDraft) return <Badge tone="info">{t("publish.draft")}</Badge>;
  return (
    <Text as="span" fontWeight="semibold">
      {t("publish.version", { version: version.version })}{" "}
      {isLive ? <Badge tone="success">{t("publish.live")}</Badge> : null}
    </Text>
  );
}

function Changed({ version, before }: Pick<VersionRowProps, "version" | "before">) {
  const { t } = useTranslation();
  if (version.copyOf !== null) return <>{t("publish.copyOf", { version: version.copyOf })}</>;
  if (before === null) return <>{t("publish.firstVersion")}</>;
  const { fields, statuses, others } = mappingChanges(before, version);
  const parts = [
    ...(fields.length === 0 ? [] : [t("publish.changed.fields", { count: fields.length })]),
    ...(statuses.length === 0 ? [] : [t("publish.changed.statuses", { count: statuses.length })]),
    ...others.map((part) => t(`publish.part.${part}`)),
  ];
  return <>{parts.length === 0 ? t("publish.changed.nothing") : parts.join(", ")}</>;
}

/** Two boxes make a comparison; a third replaces the first of them. */
function CompareBox({ version, selected, onCompare }: VersionRowProps) {
  const { t } = useTranslation();
  const isSelected = selected.includes(version.id);
  return (
    <label>
      <input
        type="checkbox"
        checked={isSelected}
        onChange={() => {
          onCompare(
            isSelected
              ? selected.filter((id) => id !== version.id)
              : [...selected, version.id].slice(-2),
          );
        }}
        aria-label={t("publish.compareOne", {
          name: version.isDraft
            ? t("publish.draft")
            : t("publish.version", { version: version.version }),
        })}
      />
    </label>
  );
}
