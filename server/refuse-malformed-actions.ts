import type { IncomingMessage, RequestListener } from "node:http";
import { bodyLimit } from "@/lib/body-limit";
import { invalidInput } from "@/lib/errors";
import { isActionBody, isActionForm } from "./action-body";
import { refuseUnread } from "./limit-bodies";
import { refuse } from "./refuse-malformed";
import { readWhole, withBody } from "./request-body";

/**
 * Refuses unreadable server action bodies. Next.js would respond with 500 and log an error, and vulnerability scanners send such bodies to
 * every page (https://github.com/vercel/next.js/issues/86945). The action itself checks what a readable body holds.
 */
export function refuseMalformedActions(next: RequestListener): RequestListener {
  return (request, response) => {
    if (!callsAction(request)) return next(request, response);
    // The limit for this request was already enforced.
    readWhole(request, { limit: bodyLimit }).then(
      async (body) => {
        if (await isReadable(request, body)) next(withBody(request, body), response);
        else await refuse(request, response, invalidInput("We couldn't read the form. Reload the page and try again."));
      },
      (error: unknown) => refuseUnread(request, response, error),
    );
  };
}

const isForm = ({ headers }: IncomingMessage): boolean => /^multipart\/form-data/i.test(headers["content-type"] ?? "");

/** With JavaScript, a header names the action. Without it, a field does. Endpoints take no forms. */
const callsAction = (request: IncomingMessage): boolean =>
  request.method === "POST" &&
  !request.url?.startsWith("/api/") &&
  (request.headers["next-action"] !== undefined || isForm(request));

async function isReadable(request: IncomingMessage, body: Buffer): Promise<boolean> {
  const withScript = request.headers["next-action"] !== undefined;
  if (!isForm(request)) return isActionBody(body.toString("utf8"));
  const form = await readForm(request, body);
  if (!form) return false;
  return withScript ? isActionBody(form) : isActionForm(form);
}

async function readForm({ headers }: IncomingMessage, body: Buffer): Promise<FormData | undefined> {
  try {
    return await new Response(new Uint8Array(body), {
      headers: { "content-type": headers["content-type"] ?? "" },
    }).formData();
  } catch {
    return undefined;
  }
}
