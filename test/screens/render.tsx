import { SaveBarElement } from "./browser.ts";
import { AppProvider } from "@shopify/polaris";
import { cleanup, render } from "@testing-library/react";
import type { ReactElement } from "react";
import { I18nextProvider } from "react-i18next";
import { afterEach } from "vitest";
import { instantOf } from "../../app/domain/instant.ts";
import { createI18n, type Language, POLARIS_WORDS } from "../../app/screens/i18n/i18n.ts";
import { ShopProvider } from "../../app/screens/shell/shop-context.tsx";

export const NOW = instantOf(Date.UTC(2026, 10, 21, 12));

afterEach(cleanup);

export function isSaveBarOpen(id: string): boolean {
  const bar = document.getElementById(id);
  return bar instanceof SaveBarElement && bar.isOpen;
}

/** A screen as the app shows it, in a shop in Berlin. */
export function show(screen: ReactElement, language: Language = "en") {
  const shop = { handle: "demo", timeZone: "Europe/Berlin", language, loadedAt: NOW };
  return render(
    <I18nextProvider i18n={createI18n(language)}>
      <AppProvider i18n={POLARIS_WORDS[language]}>
        <ShopProvider shop={shop}>{screen}</ShopProvider>
      </AppProvider>
    </I18nextProvider>,
  );
}
