import { FooterHelp, Link } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { en } from "../i18n/en/index.ts";

export interface HelpFooterProps {
  /** A page of `docs/help`. */
  readonly page: keyof (typeof en)["help"];
}

/** The way from a screen to the page of help about it, which opens beside the admin. */
export function HelpFooter({ page }: HelpFooterProps) {
  const { t } = useTranslation();
  return (
    <FooterHelp>
      <Link url={`/help/${page}`} target="_blank">
        {t(`help.${page}`)}
      </Link>
    </FooterHelp>
  );
}
