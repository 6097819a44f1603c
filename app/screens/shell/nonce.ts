import { createContext } from "react";

/** The document's nonce while it is rendered on the server; empty in the browser, which hides nonces. */
export const NonceContext = createContext("");
