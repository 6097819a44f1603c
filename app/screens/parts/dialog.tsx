import { Modal, type ModalProps } from "@shopify/polaris";
import { useEffect, useState } from "react";

/**
 * A dialog that gives the focus back to what opened it. Polaris does so only
 * for a button that is handed to it, and not where the dialog is just taken away.
 */
export function Dialog({ open, ...modal }: ModalProps) {
  return open ? <OpenDialog {...modal} /> : null;
}

function OpenDialog(modal: Omit<ModalProps, "open">) {
  // Read while it is rendered: once it is there, it has the focus itself.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        giveFocus(opener);
      });
    },
    [opener],
  );
  return <Modal {...modal} open />;
}

/** Nothing is taken from whoever has the focus already, such as the next screen's heading. */
function giveFocus(opener: Element | null): void {
  const isFree = document.activeElement === null || document.activeElement === document.body;
  if (!isFree || !(opener instanceof HTMLElement) || !opener.isConnected) return;
  opener.focus();
  if (document.activeElement === opener) return;
  // A button that waits for its answer takes no focus; what is around it keeps the place.
  const around = opener.parentElement;
  if (around === null) return;
  around.tabIndex = -1;
  around.focus();
}
