import { Button } from "@shopify/polaris";
import { CheckIcon, ClipboardIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const SHOWN_MILLISECONDS = 2000;

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for a screen reader: "webhook URL". */
  readonly what: string;
}

/** Copies a text and says so. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, SHOWN_MILLISECONDS);
    return () => {
      clearTimeout(timer);
    };
  }, [isCopied]);
  const copy = () => {
    void copyText(text).then(setCopied);
  };
  const icon = isCopied ? CheckIcon : ClipboardIcon;
  return (
    <Button icon={icon} onClick={copy} accessibilityLabel={t("shell.copyLabel", { what })}>
      {isCopied ? t("shell.copied") : t("shell.copy")}
    </Button>
  );
}

/** False where the frame may not write to the clipboard; the field beside the button can still be selected. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
