import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from "@remix-run/react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { type ReactNode, useContext, useMemo } from "react";
import { I18nextProvider } from "react-i18next";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { RouteProblem } from "./routes/route-problem.tsx";
import { chooseLanguage, createI18n, POLARIS_WORDS } from "./screens/i18n/i18n.ts";
import { NonceContext } from "./screens/shell/nonce.ts";
import ownStyles from "./screens/shell/handoff.css?url";

export const links: LinksFunction = () => [
  { rel: "preconnect", href: "https://cdn.shopify.com" },
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: ownStyles },
];

/** What every document needs, also one that only says what went wrong; so nothing here can fail. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { apiKey, appBridgeUrl } = context.services.embedding;
  const locale = new URL(request.url).searchParams.get("locale");
  return { apiKey, appBridgeUrl, language: chooseLanguage(locale) };
}

/** The language is the one that the admin opened the app with, as long as the document lives. */
export function shouldRevalidate(): boolean {
  return false;
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const language = data?.language ?? chooseLanguage(null);
  const nonce = useContext(NonceContext);
  const i18n = useMemo(() => createI18n(language), [language]);
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        {data ? <meta name="shopify-api-key" content={data.apiKey} /> : null}
        {data ? <script src={data.appBridgeUrl} nonce={nonce} suppressHydrationWarning /> : null}
        <title>Handoff</title>
        <Meta />
        <Links />
      </head>
      <body>
        <I18nextProvider i18n={i18n}>
          <AppProvider
            isEmbeddedApp={false}
            apiKey={data?.apiKey ?? ""}
            i18n={POLARIS_WORDS[language]}
          >
            {children}
          </AppProvider>
        </I18nextProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
