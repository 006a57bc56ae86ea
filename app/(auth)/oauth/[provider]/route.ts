import { notFound, redirect } from "next/navigation";
import { otherMethods } from "@/lib/api";
import { beginOAuth, configuredProviders, nextPath, problemPath, providerNamed } from "@/lib/auth";
import { GatehouseError } from "@/lib/errors";

type Context = { params: Promise<{ provider: string }> };

/** Redirects to the provider, for the buttons on the sign-in and sign-up pages. Links from other sites lead to the sign-in page. */
export async function GET(request: Request, { params }: Context): Promise<never> {
  const provider = providerNamed((await params).provider);
  if (!provider || !configuredProviders().includes(provider)) notFound();
  const asked = new URL(request.url).searchParams;
  const next = nextPath(asked.get("next") ?? undefined);
  if (request.headers.get("sec-fetch-site") === "cross-site") redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  const chosen = ["plan", "interval", "currency", "link"].flatMap((name) => {
    const value = asked.get(name);
    return value ? [[name, value.slice(0, 2_000)] as const] : [];
  });
  redirect(await addressOf(provider, { next, ...Object.fromEntries(chosen) }));
}

async function addressOf(...[provider, choices]: Parameters<typeof beginOAuth>): Promise<string> {
  try {
    return await beginOAuth(provider, choices);
  } catch (error) {
    if (!(error instanceof GatehouseError) || error.code !== "rate_limited") throw error;
    return problemPath("too_many", { provider, next: choices.next });
  }
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
