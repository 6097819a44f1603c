export { firstIdAt } from "../adapters/postgres/message-id-time.ts";
