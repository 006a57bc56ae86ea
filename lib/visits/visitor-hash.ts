import { createHmac } from "node:crypto";

/** Names a visitor for one day. Without the day's salt it can't be computed again, not even from the address. */
export const visitorHash = (salt: string, { address, userAgent }: { address: string; userAgent: string }): string =>
  createHmac("sha256", salt)
    .update(JSON.stringify([address, userAgent]))
    .digest("base64url")
    .slice(0, 22);
