import type { Reply } from "../admin/reply.ts";

/** One page of a connection. */
interface Page<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly nodes: readonly Node[];
}

/** Reads the page after a cursor; null in the answer where the object has gone. */
type NextPage<Node> = (after: string) => Promise<Reply<Page<Node> | null>>;

/** All nodes of a connection, whose first page is here already. */
export async function allNodes<Node>(
  first: Page<Node>,
  next: NextPage<Node>,
): Promise<Reply<readonly Node[]>> {
  const nodes = [...first.nodes];
  let page = first;
  while (page.pageInfo.hasNextPage) {
    const reply = await next(page.pageInfo.endCursor ?? "");
    if (reply.kind !== "answered") return reply;
    if (reply.data === null) return GONE;
    page = reply.data;
    nodes.push(...page.nodes);
  }
  return { kind: "answered", data: nodes, cost: null };
}

const GONE: Reply<never> = { kind: "unknown", reason: "the order changed while it was read" };

/** The same reply with a part of its data. */
export function picked<Data, Part>(reply: Reply<Data>, pick: (data: Data) => Part): Reply<Part> {
  return reply.kind === "answered" ? { ...reply, data: pick(reply.data) } : reply;
}
