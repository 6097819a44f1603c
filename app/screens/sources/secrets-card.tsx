import { Badge, Banner, BlockStack, Button, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_LIVE_SECRETS } from "../../domain/signature/secret.ts";
import { formatTime } from "../i18n/format-time.ts";
import { Dialog } from "../parts/dialog.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { OneTimeSecret } from "./connected-screen.tsx";
import { EnterSecret, type EnterSecretProps } from "./enter-secret.tsx";
import type { SecretView } from "./view.ts";

export interface SecretsCardProps {
  readonly secrets: readonly SecretView[];
  /** The one just made by rotation; shown until one leaves. */
  readonly fresh: string | null;
  readonly isRotating: boolean;
  readonly onRotate: () => void;
  readonly entering: Omit<EnterSecretProps, "isFull">;
}

/** The signing secrets that count, and rotation with overlap. */
export function SecretsCard(props: SecretsCardProps) {
  const { secrets, fresh, isRotating, onRotate, entering } = props;
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const isFull = secrets.length >= MAX_LIVE_SECRETS;
  const ask = (
    <Button
      disabled={isFull}
      loading={isRotating}
      onClick={() => {
        setAsking(true);
      }}
    >
      {t("sources.detail.rotate")}
    </Button>
  );
  return (
    <TitledCard
      title={t("sources.detail.secrets")}
      help={t("sources.detail.secretsHelp")}
      aside={ask}
    >
      <BlockStack gap="300">
        {isFull ? <Banner tone="info">{t("sources.detail.rotateFull")}</Banner> : null}
        {fresh === null ? null : (
          <OneTimeSecret secret={fresh} label={t("sources.detail.newSecret")} />
        )}
        <BlockStack as="ul" gap="200">
          {secrets.map((secret) => (
            <SecretLine key={secret.id} secret={secret} />
          ))}
        </BlockStack>
      </BlockStack>
      <EnterSecret key={secrets[0]?.id ?? ""} {...entering} isFull={isFull} />
      <RotateQuestion
        isOpen={isAsking}
        onClose={() => {
          setAsking(false);
        }}
        onRotate={onRotate}
      />
    </TitledCard>
  );
}

interface RotateQuestionProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRotate: () => void;
}

function RotateQuestion({ isOpen, onClose, onRotate }: RotateQuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={t("sources.detail.rotateTitle")}
      primaryAction={{
        content: t("sources.detail.rotate"),
        onAction: () => {
          onClose();
          onRotate();
        },
      }}
      secondaryActions={[{ content: t("shell.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{t("sources.detail.rotateBody")}</Text>
      </Modal.Section>
    </Dialog>
  );
}

function SecretLine({ secret }: { readonly secret: SecretView }) {
  const { t } = useTranslation();
  const shop = useShop();
  const { createdAt, lastUsedAt, expiresAt } = secret;
  return (
    <li>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <BlockStack>
          <Text as="span">
            {t("sources.detail.secretSince", { when: formatTime(createdAt, shop) })}
          </Text>
          <Text as="span" tone="subdued">
            {lastUsedAt === null
              ? t("sources.detail.secretUnused")
              : t("sources.detail.secretUsed", { when: formatTime(lastUsedAt, shop) })}
          </Text>
        </BlockStack>
        {expiresAt === null ? (
          <Badge tone="success">{t("sources.detail.secretCurrent")}</Badge>
        ) : (
          <Badge tone="attention">
            {t("sources.detail.secretExpiring", { when: formatTime(expiresAt, shop) })}
          </Badge>
        )}
      </InlineStack>
    </li>
  );
}
