import type { IndexTableProps } from "@shopify/polaris";

/** Where the neighbouring pages begin; null where there is none. */
export interface PageEnds {
  readonly before: string | null;
  readonly after: string | null;
}

type Turn = (to: { readonly before: string } | { readonly after: string }) => void;

/** The turning of pages under a list; none where all of it is on one page. */
export function listPages(
  { before, after }: PageEnds,
  onTurn: Turn,
): Pick<IndexTableProps, "pagination"> {
  if (before === null && after === null) return {};
  return {
    pagination: {
      hasPrevious: before !== null,
      hasNext: after !== null,
      onPrevious: () => {
        if (before !== null) onTurn({ before });
      },
      onNext: () => {
        if (after !== null) onTurn({ after });
      },
    },
  };
}
