import { otherMethods } from "@/lib/api/other-methods";
import { withoutTenant } from "@/lib/context";
import { unsubscribe, unsubscribeTokenSchema } from "@/lib/email";
import { readText, route } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";

const tokenOf = (request: Request) =>
  parseInput(unsubscribeTokenSchema, new URL(request.url).searchParams.get("t") ?? "");
const page = (query: Record<string, string>) =>
  new Response(null, { status: 303, headers: { Location: `/unsubscribe?${new URLSearchParams(query)}` } });

/** One-click unsubscribe by a mail program (RFC 8058), or the form of our own page, which is then shown again. */
export const POST = route(async (request) => {
  const token = tokenOf(request);
  const form = new URLSearchParams(await readText(request, 4096));
  await withoutTenant({ actor: { kind: "system", id: "sign_up" } }, (ctx) => unsubscribe(ctx, { token }));
  return form.has("page") ? page({ t: token, done: "" }) : new Response(null, { status: 200 });
});

/** Opening the link changes nothing, since mail filters follow links too. */
export const GET = route(async (request) => page({ t: tokenOf(request) }));

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
