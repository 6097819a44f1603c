import { useEffect } from "react";

/** The admin's bar, the browser's tab and its history name a screen as its heading does. */
export function useHeadingAsTitle(): void {
  useEffect(() => {
    const heading = document.querySelector("h1")?.textContent.trim() ?? "";
    if (heading !== "" && heading !== document.title) document.title = heading;
  });
}
