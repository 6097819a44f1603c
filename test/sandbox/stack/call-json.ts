export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: object;
}

/** Calls a control API with JSON; throws with the answer where it is no 2xx. The shape is the caller's to know. */
export async function callJson<T>(base: string, { method, path, body }: Call): Promise<T> {
  const response = await fetch(new URL(path, base), {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${String(response.status)}: ${text}`);
  return JSON.parse(text) as T;
}
