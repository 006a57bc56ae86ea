import "server-only";
import { z } from "zod";
import { countAttempt, requestAddress } from "@/lib/auth";
import { env } from "@/lib/env";
import { GatehouseError, notFound } from "@/lib/errors";
import { problem } from "@/lib/http";
import { type RefusalReason, SsoRefusal } from "./refusal";

type Context = { params: Promise<{ organization: string }> };

/** Works after a POST too, and never leaves our host. */
const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: new URL(path, env.APP_URL).toString(), ...noStore } });

const noStore = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" };

/** The page that says why a sign-in was refused. */
const refusedPath = (reason: RefusalReason): string => `/single-sign-on?refused=${reason}`;

/**
 * A step of the browser's way to an identity provider and back. `work` returns the path to redirect to. A refusal redirects to the page
 * that says why. Requests count against the limits of the organization and the sender's IP address.
 */
export function ssoRoute(work: (request: Request, organizationId: string) => Promise<string | Response>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    try {
      const id = z.uuid().safeParse((await params).organization);
      if (!id.success) throw notFound("page");
      await countAttempt("single_sign_on", { account: id.data, address: await requestAddress() });
      const answer = await work(request, id.data);
      return typeof answer === "string" ? seeOther(answer) : answer;
    } catch (error) {
      if (error instanceof SsoRefusal) return seeOther(refusedPath(error.reason));
      if (error instanceof GatehouseError && error.code === "rate_limited") return seeOther(refusedPath("too_many"));
      return problem(error);
    }
  };
}

/**
 * A page that sends the browser on to another site. A redirect would be blocked after one of our forms: browsers apply the form's
 * `form-action` to redirects.
 */
export function goOn(url: string): Response {
  const target = escaped(url);
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Single sign-on</title><meta http-equiv="refresh" content="0;url=${target}"></head><body><p><a href="${target}">Continue to your company's sign-in page</a></p></body></html>`;
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", ...noStore } });
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
