/** How a source signs its deliveries; pinned per endpoint, never chosen by a request. */
export type SignatureScheme =
  | {
      readonly kind: "hmac";
      readonly algorithm: "sha1" | "sha256" | "sha512";
      readonly encoding: "hex" | "base64";
      readonly header: string;
      readonly content: string;
    }
  | { readonly kind: "standard_webhooks"; readonly toleranceSeconds: number };
