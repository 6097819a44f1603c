import { BlockStack, Card, InlineStack, Page, Pagination, Select, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { en } from "../i18n/en/index.ts";
import { Moment } from "../parts/moment.tsx";
import { useActorWords } from "../parts/actor-words.ts";
import { isIn, readable } from "../parts/reason.ts";
import { ResourceLink } from "../parts/resource-link.tsx";
import type { Page as ListPage } from "../messages/view.ts";
import { useAuditFacts } from "./audit-facts.ts";
import { AUDIT_AREAS, type AuditArea, type AuditEntryView, type AuditFilter } from "./view.ts";

export interface AuditScreenProps {
  readonly page: ListPage<AuditEntryView>;
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly onTurn: (to: { readonly after: string } | { readonly before: string }) => void;
}

/** Who changed what, newest first. */
export function AuditScreen({ page, filter, onFilter, onTurn }: AuditScreenProps) {
  const { t } = useTranslation();
  const { before, after } = page;
  return (
    <Page
      title={t("settings.audit.title")}
      subtitle={t("settings.audit.subtitle")}
      backAction={{ content: t("settings.title"), url: "/settings" }}
    >
      <Card>
        <BlockStack gap="400">
          <Select
            label={t("settings.audit.filter")}
            value={filter.area ?? ""}
            options={[
              { value: "", label: t("settings.audit.all") },
              ...AREAS.map((area) => ({ value: area, label: t(`settings.audit.area.${area}`) })),
            ]}
            onChange={(value) => {
              onFilter({ area: AREAS.find((area) => area === value) ?? null });
            }}
          />
          {page.rows.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("settings.audit.none")}
            </Text>
          ) : (
            <AuditTable entries={page.rows} />
          )}
          <InlineStack align="center">
            <Pagination
              hasPrevious={before !== null}
              hasNext={after !== null}
              onPrevious={() => {
                if (before !== null) onTurn({ before });
              }}
              onNext={() => {
                if (after !== null) onTurn({ after });
              }}
            />
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}

/** Its keys are the areas and nothing else. */
const AREAS = Object.keys(AUDIT_AREAS) as readonly AuditArea[];

function AuditTable({ entries }: { readonly entries: readonly AuditEntryView[] }) {
  const { t } = useTranslation();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("settings.audit.title")}
    >
      <table className="handoff-table handoff-stacked">
        <thead>
          <tr>
            <th scope="col">{t("settings.audit.when")}</th>
            <th scope="col">{t("settings.audit.who")}</th>
            <th scope="col">{t("settings.audit.what")}</th>
            <th scope="col">{t("settings.audit.about")}</th>
            <th scope="col">{t("settings.audit.detail")}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ACTIONS = en.settings.audit.action;

function AuditRow({ entry }: { readonly entry: AuditEntryView }) {
  const { t } = useTranslation();
  const { at, actor, action, about, subject, detail } = entry;
  const who = useActorWords();
  const facts = useAuditFacts();
  const key = action.replace(".", "_");
  const words = isIn(ACTIONS, key) ? t(`settings.audit.action.${key}`) : readable(key);
  const url = placeOf(action, subject);
  return (
    <tr>
      <td data-label={t("settings.audit.when")} className="handoff-unbroken">
        <Moment at={at} />
      </td>
      <td data-label={t("settings.audit.who")} className="handoff-unbroken">
        {who(actor)}
      </td>
      <td data-label={t("settings.audit.what")}>
        {url === null || about !== null ? words : <ResourceLink url={url}>{words}</ResourceLink>}
      </td>
      <td data-label={t("settings.audit.about")}>
        {url === null || about === null ? about : <ResourceLink url={url}>{about}</ResourceLink>}
      </td>
      <td data-label={t("settings.audit.detail")}>
        {facts(detail).map((fact) => (
          <Text as="p" key={fact} tone="subdued" breakWord>
            {fact}
          </Text>
        ))}
      </td>
    </tr>
  );
}

/** What the actions begin with whose subject is a source. */
const OF_SOURCES: readonly string[] = [
  "source",
  "credential",
  "mapping",
  "polling",
  "queue",
  "drift",
  "deliveries",
];

/** Where what was changed can be looked at. */
function placeOf(action: string, subject: string | null): string | null {
  const [area] = action.split(".");
  if (area === "alerts" || area === "incident" || area === "alert_channel") return "/alerts";
  if (subject === null) return null;
  if (area !== undefined && OF_SOURCES.includes(area)) return `/sources/${subject}`;
  if (area === "message" || area === "payload") return `/messages/${subject}`;
  if (area === "order") return `/orders/${subject}`;
  return area === "run" ? `/runs/${subject}` : null;
}
