import { notFound, redirect } from "next/navigation";
import { otherMethods } from "@/lib/api";
import { finishOAuth, providerNamed } from "@/lib/auth";

/** The URL a provider sends the browser back to. */
export async function GET(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<never> {
  const provider = providerNamed((await params).provider);
  if (!provider) notFound();
  redirect(await finishOAuth(provider, new URL(request.url).searchParams));
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
