/** Which of our values stands for which recorded one. Both ways unique, per kind. */
export class Bindings {
  readonly #ours = new Map<string, string>();
  readonly #recorded = new Map<string, string>();

  /** True where the two belong together, or do so from now on. */
  bind(kind: string, recorded: string, ours: string): boolean {
    const knownOurs = this.#ours.get(`${kind} ${recorded}`);
    const knownRecorded = this.#recorded.get(`${kind} ${ours}`);
    if (knownOurs === undefined && knownRecorded === undefined) {
      this.#ours.set(`${kind} ${recorded}`, ours);
      this.#recorded.set(`${kind} ${ours}`, recorded);
      return true;
    }
    return knownOurs === ours && knownRecorded === recorded;
  }

  oursFor(kind: string, recorded: string): string | null {
    return this.#ours.get(`${kind} ${recorded}`) ?? null;
  }

  /** A recorded cursor will be sent as this one of ours. */
  follow(recordedCursor: string, ourCursor: string): void {
    this.#ours.set(`cursor ${recordedCursor}`, ourCursor);
  }

  /** Puts a failed comparison's bindings back. */
  attempt(compare: () => boolean): boolean {
    const before = [new Map(this.#ours), new Map(this.#recorded)] as const;
    if (compare()) return true;
    restore(this.#ours, before[0]);
    restore(this.#recorded, before[1]);
    return false;
  }

  /** A recorded text with every bound id, number, name and cursor replaced by ours. */
  translate(text: string): string {
    return text
      .replace(/gid:\/\/shopify\/(\w+)\/([\w-]+)/g, (gid, type: string, id: string) => {
        const ours = this.oursFor(type, id);
        return ours === null ? gid : `gid://shopify/${type}/${ours}`;
      })
      .replace(/(?<![\w/])\d{9,}(?!\w)/g, (number) => this.#anyNumber(number) ?? number)
      .replace(/#(\d+)/g, (name, number: string) => {
        const ours = this.oursFor("name", number);
        return ours === null ? name : `#${ours}`;
      })
      .replace(/name:#?(\d+)/g, (name, number: string) => {
        const ours = this.oursFor("name", number);
        return ours === null ? name : name.replace(number, ours);
      })
      .replace(/^[0-9a-f]{64}$/, (digest) => this.oursFor("digest", digest) ?? digest)
      .replace(/^eyJ[\w+/=]+$/, (cursor) => this.oursFor("cursor", cursor) ?? cursor);
  }

  /** A bare number can be an id of any type; they do not overlap in a recording. */
  #anyNumber(number: string): string | null {
    for (const [key, ours] of this.#ours) {
      if (key.endsWith(` ${number}`)) return ours;
    }
    return null;
  }
}

function restore<K, V>(map: Map<K, V>, before: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of before) map.set(key, value);
}

/** Every string in a JSON value, translated. */
export function translateAll(bindings: Bindings, value: unknown): unknown {
  if (typeof value === "string") return bindings.translate(value);
  if (Array.isArray(value)) return value.map((item) => translateAll(bindings, item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, translateAll(bindings, inner)]),
  );
}
