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
    void copyText(text).then(() => {
      setCopied(true);
    });
  };
  const icon = isCopied ? CheckIcon : ClipboardIcon;
  return (
    <Button icon={icon} onClick={copy} accessibilityLabel={t("shell.copyLabel", { what })}>
      {isCopied ? t("shell.copied") : t("shell.copy")}
    </Button>
  );
}

/** An iframe may lack the clipboard's permission; a selected field can always be copied. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
}

function copyBySelection(text: string): void {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
