import { CircleAlert } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { AuthHeading } from "@/components/auth/auth-heading";
import { problemWords } from "@/components/auth/oauth/problem-words";
import { Button } from "@/components/ui/button";
import { currentSession, nextPath, oauthProblems, providerLabels, providerNamed } from "@/lib/auth";

export const metadata: Metadata = { title: "Sign-in problem" };

/** Why a sign-in with a provider failed, and what to do. All text is ours: nothing from the provider's response is shown. */
export default async function OAuthProblemPage({ searchParams }: PageProps<"/oauth/problem">) {
  const asked = await searchParams;
  const provider = providerNamed(textOf(asked.provider));
  const reason = oauthProblems.find((each) => each === asked.reason) ?? "refused";
  const { title, text, reset } = problemWords(reason, provider ? providerLabels[provider] : "The provider");
  const next = nextPath(textOf(asked.next) || undefined);
  const back = (await currentSession())
    ? { href: next, label: "Go back" }
    : { href: `/sign-in?next=${encodeURIComponent(next)}`, label: "Go to sign-in" };
  return (
    <>
      <AuthHeading title={title} icon={CircleAlert}>
        <p>{text}</p>
      </AuthHeading>
      <div className="grid gap-3">
        <Button asChild size="lg">
          <Link href={back.href}>{back.label}</Link>
        </Button>
        {reset && (
          <Button asChild size="lg" variant="outline">
            <Link href="/reset">Reset your password</Link>
          </Button>
        )}
      </div>
    </>
  );
}

const textOf = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");
