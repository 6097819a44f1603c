import { Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** The link in a table's first column that leads to the thing itself. */
export function ResourceLink(props: { readonly url: string; readonly children: ReactNode }) {
  return (
    <Link url={props.url} dataPrimaryLink monochrome removeUnderline>
      <Text as="span" fontWeight="semibold">
        {props.children}
      </Text>
    </Link>
  );
}
