import { Tooltip } from "@shopify/polaris";
import type { Instant } from "../../domain/instant.ts";
import { formatAgo, formatTime } from "../i18n/format-time.ts";
import { useNow, useShop } from "../shell/shop-context.tsx";

/** A time in the shop's zone. */
export function Moment({ at }: { readonly at: Instant }) {
  return <time dateTime={at}>{formatTime(at, useShop())}</time>;
}

/** How long ago, with the time itself on hover and focus. */
export function Ago({
  at,
  everySeconds = 10,
}: {
  readonly at: Instant;
  readonly everySeconds?: number;
}) {
  const shop = useShop();
  const now = useNow(everySeconds);
  return (
    <Tooltip content={formatTime(at, shop)}>
      <time dateTime={at}>{formatAgo(at, now, shop.language)}</time>
    </Tooltip>
  );
}

/** The words of `Ago`, for the middle of a sentence. */
export function useAgo(everySeconds: number): (at: Instant) => string {
  const { language } = useShop();
  const now = useNow(everySeconds);
  return (at) => formatAgo(at, now, language);
}
