import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { HelpDocument } from "../screens/help/help-document.tsx";
import stylesheet from "../screens/help/help.css?url";
import { helpPages, htmlOf } from "./help-pages.server.ts";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
};

/** Help is for everybody, also for who has not installed the app; an unknown page leads to the first. */
export function loader({ params, request }: LoaderFunctionArgs): Response {
  const page = helpPages.find(({ name }) => name === params["page"]);
  if (page === undefined) return redirect(`/help/${helpPages[0]?.name ?? ""}`);
  const url = new URL(`/help/${page.name}`, request.url).href;
  const document = createElement(HelpDocument, {
    page,
    url,
    html: htmlOf(page),
    all: helpPages,
    stylesheet,
  });
  return new Response(`<!doctype html>${renderToStaticMarkup(document)}`, { headers: HEADERS });
}
