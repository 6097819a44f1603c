import type {
  JsonTemplate,
  RequestBodyTemplate,
  RequestTemplate,
} from "./definition/request-schema.ts";
import { fillLeaf, fillText } from "./definition/template.ts";
import type { PlaceValues } from "./definition/template.ts";

/** A request as it is sent, but for the connection. */
export interface FilledRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What every request of a source shares. */
export interface RequestBase {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parameters of the query, such as a key. */
  readonly query: Readonly<Record<string, string>>;
}

/** Fills a request; the name of the value that its address lacks, where one does. */
export function fillRequest(
  template: RequestTemplate,
  values: PlaceValues,
  base: RequestBase,
): FilledRequest | { readonly missing: string } {
  const address = fillText(template.url, values, encodeURIComponent);
  if (address === null) return { missing: template.url };
  const url = withQuery(address.startsWith("/") ? `${base.baseUrl}${address}` : address, {
    ...filled(template.query ?? {}, values),
    ...base.query,
  });
  const body = template.body === undefined ? null : fillBody(template.body, values);
  return {
    method: template.method ?? (body === null ? "GET" : "POST"),
    url,
    headers: {
      accept: "application/json, application/xml;q=0.9, */*;q=0.5",
      ...(body === null ? {} : { "content-type": body.type }),
      ...base.headers,
      ...filled(template.headers ?? {}, values),
    },
    body: body?.text ?? null,
  };
}

/** Parameters and headers whose value is not known in this request are left out. */
export function filled(
  templates: Readonly<Record<string, string>>,
  values: PlaceValues,
): Record<string, string> {
  const pairs = Object.entries(templates).flatMap(([name, template]) => {
    const value = fillText(template, values);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Sets parameters, in place of those of the same name. */
export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const names = Object.keys(query);
  if (names.length === 0) return address;
  const [path = "", before = ""] = address.split("?", 2);
  const parameters = new URLSearchParams(before);
  for (const name of names) parameters.set(name, query[name] ?? "");
  return `${path}?${parameters.toString()}`;
}

function fillBody(
  body: RequestBodyTemplate,
  values: PlaceValues,
): { readonly type: string; readonly text: string } {
  switch (body.kind) {
    case "json":
      return jsonBody(fillJson(body.value, values));
    case "graphql":
      return jsonBody({ query: body.query, variables: fillJson(body.variables ?? {}, values) });
    case "form":
      return {
        type: "application/x-www-form-urlencoded",
        text: new URLSearchParams(filled(body.fields, values)).toString(),
      };
  }
}

function jsonBody(value: unknown) {
  return { type: "application/json", text: JSON.stringify(value) };
}

function fillJson(template: JsonTemplate, values: PlaceValues): unknown {
  if (typeof template === "string") return fillLeaf(template, values);
  if (Array.isArray(template)) return template.map((item) => fillJson(item, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, fillJson(value, values)]),
  );
}
