import { randomBytes } from "node:crypto";

/** A secret in the format of the Standard Webhooks specification: 24 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;
