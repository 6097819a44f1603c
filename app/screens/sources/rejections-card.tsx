import { BlockStack, Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { useRejection } from "../parts/reason.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { RejectionView } from "./view.ts";

interface RejectionsCardProps {
  readonly rejections: readonly RejectionView[];
  readonly isChecking: boolean;
  /** Judges them once more, with the secrets and keys that count now. */
  readonly onRecheck: () => void;
}

/** The last deliveries that did not prove where they came from, each with its fix. */
export function RejectionsCard({ rejections, isChecking, onRecheck }: RejectionsCardProps) {
  const { t } = useTranslation();
  const title = t("sources.detail.rejections");
  return (
    <section id="rejections">
      {rejections.length === 0 ? (
        <TitledCard title={title}>
          <Text as="p" tone="subdued">
            {t("sources.detail.rejectionsNone")}
          </Text>
        </TitledCard>
      ) : (
        <TitledCard
          title={title}
          help={t("sources.detail.rejectionsHelp")}
          aside={
            <Button loading={isChecking} onClick={onRecheck}>
              {t("sources.detail.recheck")}
            </Button>
          }
        >
          <RejectionTable rejections={rejections} />
        </TitledCard>
      )}
    </section>
  );
}

function RejectionTable({ rejections }: { readonly rejections: readonly RejectionView[] }) {
  const { t } = useTranslation();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("sources.detail.rejections")}
    >
      <table className="handoff-table">
        <thead>
          <tr>
            <th scope="col">{t("sources.detail.rejectionColumn.when")}</th>
            <th scope="col">{t("sources.detail.rejectionColumn.reason")}</th>
            <th scope="col">{t("sources.detail.rejectionColumn.fix")}</th>
          </tr>
        </thead>
        <tbody>
          {rejections.map((rejection) => (
            <RejectionRow key={rejection.id} rejection={rejection} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RejectionRow({ rejection }: { readonly rejection: RejectionView }) {
  const { title, fix } = useRejection()(rejection.code);
  const said = useSaid();
  return (
    <tr>
      <td>
        <Moment at={rejection.receivedAt} />
      </td>
      <td>
        <BlockStack gap="050">
          <Text as="span" fontWeight="medium">
            {title}
          </Text>
          <Text as="span" tone="subdued">
            {said(rejection.detail)}
          </Text>
        </BlockStack>
      </td>
      <td>{fix}</td>
    </tr>
  );
}
