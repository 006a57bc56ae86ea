import "server-only";
import { headers } from "next/headers";
import { clientAddress } from "./client-address";

/** The address of the request being answered, for rate limits. */
export const requestAddress = async (): Promise<string> => clientAddress(await headers());
