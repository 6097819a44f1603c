import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * After one screen has replaced another, the focus is on its heading: the link
 * that led here is gone, and the keyboard and a screen reader begin anew.
 */
export function useHeadingFocus(isLoading: boolean): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (isLoading || shown.current === pathname) return;
    shown.current = pathname;
    if (isFocusFree()) focusHeading();
  }, [isLoading, pathname]);
}

/** Not where a screen gave the focus to a field of its own, nor while somebody is in the admin's part of the page. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return document.hasFocus() && (activeElement === null || activeElement === document.body);
}

function focusHeading(): void {
  const heading = document.querySelector("h1");
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
