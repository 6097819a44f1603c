import type { Auth } from "../polling/definition/auth-schema.ts";
import type { TlsRule } from "./tls-rule.ts";

/** How a source's API is reached, and what it is told: entered by the merchant, sealed where it is kept. */
export interface SourceAccess {
  /** Begins with https, ends without a slash; every request goes under it. */
  readonly baseUrl: string;
  readonly tls: TlsRule;
  /** Where each input goes; names them as `{input.NAME}` and holds no secret itself. */
  readonly auth: Auth;
  readonly inputs: Readonly<Record<string, string>>;
}
