import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

export interface PackageView {
  readonly number: string | null;
  readonly carrier: string | null;
  readonly url: string | null;
}

/** Tracking numbers, each with its carrier; links only to web pages. */
export function PackageList({ packages }: { readonly packages: readonly PackageView[] }) {
  const { t } = useTranslation();
  if (packages.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("orders.detail.noTracking")}
      </Text>
    );
  }
  return (
    <BlockStack as="ul" gap="100">
      {packages.map((parcel, index) => (
        <li key={index}>
          <PackageLine parcel={parcel} />
        </li>
      ))}
    </BlockStack>
  );
}

function PackageLine({ parcel }: { readonly parcel: PackageView }) {
  const { t } = useTranslation();
  const number = parcel.number ?? t("orders.detail.noTracking");
  const carrier = parcel.carrier === null ? "" : `${parcel.carrier} `;
  const url = parcel.url !== null && isWebPage(parcel.url) ? parcel.url : null;
  return (
    <Text as="span" breakWord>
      {carrier}
      {url === null ? (
        <span className="handoff-mono">{number}</span>
      ) : (
        <Link url={url} target="_blank">
          <span className="handoff-mono">{number}</span>
        </Link>
      )}
    </Text>
  );
}

/** A source may write anything into a link; `javascript:` and the like never become one. */
function isWebPage(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
