import type { PackageStatus } from "../../../app/domain/order-status/packages.ts";
import type { CustomerHost } from "./host.ts";

interface PackagesProps {
  readonly host: CustomerHost;
  /** Null where the viewer is not known to be the customer. */
  readonly packages: readonly PackageStatus[] | null;
  readonly count: number;
}

export function Packages({ host, packages, count }: PackagesProps) {
  const { translate } = host;
  if (count === 0) return null;
  if (packages === null) return <s-text>{translate("packages.hidden", { count })}</s-text>;
  const more = count - packages.length;
  return (
    <s-stack gap="base">
      <s-heading>{translate("packages.title", { count })}</s-heading>
      {packages.map((one, at) => (
        <OnePackage key={`${String(at)} ${one.number ?? ""}`} host={host} parcel={one} />
      ))}
      {more > 0 ? (
        <s-text color="subdued">{translate("packages.more", { count: more })}</s-text>
      ) : null}
    </s-stack>
  );
}

function OnePackage({
  host: { translate },
  parcel: { carrier, milestone, number, url },
}: {
  readonly host: CustomerHost;
  readonly parcel: PackageStatus;
}) {
  const name = [carrier, number].filter((part) => part !== null).join(" ");
  const label = name === "" ? translate("packages.unnamed") : name;
  return (
    <s-stack direction="inline" gap="small" alignItems="center">
      {milestone === null ? null : <s-badge>{translate(`milestone.${milestone}`)}</s-badge>}
      <s-text>{label}</s-text>
      {url?.startsWith("https://") === true ? (
        <s-link
          href={url}
          target="_blank"
          accessibilityLabel={translate("packages.trackOne", { name: label })}
        >
          {translate("packages.track")}
        </s-link>
      ) : null}
    </s-stack>
  );
}
