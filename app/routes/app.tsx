import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useNavigation, useRouteLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { instantOf } from "../domain/instant.ts";
import type { loader as rootLoader } from "../root.tsx";
import { LoadingScreen, type LoadingShape } from "../screens/shell/loading-screen.tsx";
import { Navigation } from "../screens/shell/navigation.tsx";
import { ShopProvider } from "../screens/shell/shop-context.tsx";
import { admit } from "./admit.server.ts";
import { RouteProblem } from "./route-problem.tsx";
import { useHeadingFocus } from "./use-heading-focus.ts";
import { useHeadingAsTitle } from "./use-heading-as-title.ts";

/** What every screen knows of the shop. */
export async function loader(args: LoaderFunctionArgs) {
  const { shop } = await admit(args);
  return {
    handle: shop.domain.replace(/\.myshopify\.com$/, ""),
    timeZone: shop.timeZone ?? "UTC",
    loadedAt: instantOf(Date.now()),
  };
}

/** Answers of authentication carry headers that App Bridge reads; they win. */
export const headers: HeadersFunction = ({ errorHeaders, parentHeaders, loaderHeaders }) => {
  if (errorHeaders !== undefined && [...errorHeaders.keys()].length > 0) return errorHeaders;
  return new Headers([...parentHeaders.entries(), ...loaderHeaders.entries()]);
};

export default function App() {
  const shop = useLoaderData<typeof loader>();
  const language = useRouteLoaderData<typeof rootLoader>("root")?.language ?? "en";
  const loading = useSlowNavigation();
  useHeadingFocus(loading !== null);
  useHeadingAsTitle();
  return (
    <ShopProvider shop={{ ...shop, language }}>
      <Navigation />
      {loading === null ? <Outlet /> : <LoadingScreen shape={loading} />}
    </ShopProvider>
  );
}

export function ErrorBoundary() {
  return (
    <>
      <Navigation />
      <RouteProblem />
    </>
  );
}

const PATIENCE_MILLISECONDS = 300;

/** The outline of another screen that has been on its way for longer than one does not notice. */
function useSlowNavigation(): LoadingShape | null {
  const { state, location, formMethod } = useNavigation();
  const [isSlow, setSlow] = useState(false);
  const shopify = useAppBridge();
  const target = state === "loading" && formMethod === undefined ? location.pathname : null;
  const isElsewhere = target !== null && target !== globalThis.location.pathname;
  useEffect(() => {
    if (!isElsewhere) return;
    shopify.loading(true);
    const timer = setTimeout(() => {
      setSlow(true);
    }, PATIENCE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
      shopify.loading(false);
    };
  }, [isElsewhere, shopify]);
  return isSlow && target !== null ? shapeOf(target) : null;
}

/** A part of the app by itself is a list (`/messages`); what lies below it is one thing. */
function shapeOf(path: string): LoadingShape {
  return LISTS.includes(path) ? "list" : "detail";
}

const LISTS = ["/messages", "/orders", "/sources", "/reconciliation", "/settings/audit"];
