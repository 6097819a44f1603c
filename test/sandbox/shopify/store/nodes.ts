import type { Node } from "./types.ts";

/** A shop's objects by their global id, and by type too: a large shop is not searched for its few locations. */
export class Nodes extends Map<string, Node> {
  readonly #byType = new Map<Node["__typename"], Map<string, Node>>();

  override set(id: string, node: Node): this {
    let ofType = this.#byType.get(node.__typename);
    if (ofType === undefined) {
      ofType = new Map();
      this.#byType.set(node.__typename, ofType);
    }
    ofType.set(id, node);
    return super.set(id, node);
  }

  override delete(id: string): boolean {
    const node = this.get(id);
    if (node !== undefined) this.#byType.get(node.__typename)?.delete(id);
    return super.delete(id);
  }

  /** Oldest first. */
  ofType(type: Node["__typename"]): Node[] {
    return [...(this.#byType.get(type)?.values() ?? [])];
  }
}
