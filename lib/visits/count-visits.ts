import "server-only";
import type { IncomingMessage } from "node:http";
import { clientAddress, sessionCookieName } from "@/lib/auth";
import { now as clockNow } from "@/lib/clock";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { type SeenVisit, storeVisits } from "./store-visits";
import { visitOf } from "./visit";

/** Views are written together, so that a page costs no query. A server that is killed loses those of this time. */
const writeEveryMs = 5 * second;

/** A flood is counted up to here. */
const maxWaiting = 20_000;

let waiting: SeenVisit[] = [];
let timer: NodeJS.Timeout | undefined;

/** Counts the request if it is a visit. Returns at once. */
export function countVisit(request: IncomingMessage): void {
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const visit = visitOf({
    method: request.method,
    url: request.url ?? "/",
    header,
    ownHost: new URL(env.APP_URL).host,
    sessionCookie: sessionCookieName(env.APP_URL),
  });
  if (!visit || waiting.length >= maxWaiting) return;
  waiting.push({ ...visit, seenAt: clockNow(), visitor: visitorOf(request, header) });
  timer ??= setTimeout(() => void writeVisits(), writeEveryMs).unref();
}

/** Who it was, until it is hashed. Not noted for those whose browser asks for that. */
function visitorOf(
  request: IncomingMessage,
  header: (name: string) => string | undefined,
): { address: string; userAgent: string } | undefined {
  if (header("sec-gpc") === "1" || header("dnt") === "1") return undefined;
  const forwarded = clientAddress({ get: (name) => header(name) ?? null });
  const address = forwarded === "unknown" ? (request.socket.remoteAddress ?? forwarded) : forwarded;
  return { address, userAgent: header("user-agent") ?? "" };
}

/** Writes the views that are waiting. Without the database they are lost: a page is more important than its count. */
export async function writeVisits(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const batch = waiting;
  waiting = [];
  if (batch.length === 0) return;
  await storeVisits(batch).catch((error: unknown) => logger.warn({ err: error }, "views could not be counted"));
}
