import "server-only";
import { headers } from "next/headers";
import { clientAddress } from "./client-address";

/** The IP address of the current request, for rate limits. */
export const requestAddress = async (): Promise<string> => clientAddress(await headers());
