import "server-only";
import { Resolver } from "node:dns/promises";
import { second } from "@/lib/durations";
import { localAddressesAllowed } from "@/lib/outgoing";

/** The TXT records of a domain, each in chunks. Empty if it has none. @throws Error if its DNS doesn't respond. */
export type ReadTxtRecords = (domain: string) => Promise<string[][]>;

/** Short, because a person is waiting. */
const timeoutMs = 3 * second;

export const readTxtRecords: ReadTxtRecords = async (domain) => {
  try {
    return await new Resolver({ timeout: timeoutMs, tries: 2 }).resolveTxt(domain);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENODATA" || error.code === "ENOTFOUND"))
      return [];
    throw error;
  }
};

/** Domains under `.example` exist nowhere (RFC 2606). In development and the local demo they count as verified. */
export const isSampleDomain = (domain: string): boolean => domain.endsWith(".example") && localAddressesAllowed();
