import { Building2, CircleAlert } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { SingleSignOnForm } from "@/components/auth/single-sign-on/single-sign-on-form";
import { signOut, switchOrganization } from "@/components/shell/actions";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { currentSession, nextPath } from "@/lib/auth";
import { findConnectionById, sellsSso, startPath, wordsOfRefusal } from "@/lib/single-sign-on";
import { ownOrganizations } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Single sign-on" };

/** Where people start single sign-on: from the sign-in page, or because their organization requires it. */
export default async function SingleSignOnPage({ searchParams }: PageProps<"/single-sign-on">) {
  if (!sellsSso()) notFound();
  const { next, organization, refused, start } = await searchParams;
  const path = nextPath(typeof next === "string" ? next : undefined);
  const problem = wordsOfRefusal(refused);
  const asked = await connectionAt(start);
  const session = await currentSession();
  const own = session && !session.impersonator ? await ownOrganizations(session) : [];
  const required = own.find(({ id }) => id === organization);
  const others = own.filter(({ id }) => id !== organization);
  if (asked) return <AskToStart organization={asked} next={path} email={session?.user.email} />;
  return (
    <>
      <AuthHeading title="Single sign-on" icon={Building2}>
        <p>
          {required
            ? `${required.name} requires single sign-on. Sign in with your company account to continue.`
            : "Sign in with your company account."}
        </p>
      </AuthHeading>
      {problem && (
        <Alert variant="destructive" className="mb-6">
          <CircleAlert aria-hidden />
          <AlertDescription>{problem}</AlertDescription>
        </Alert>
      )}
      {required ? (
        <div className="grid gap-3">
          <Button asChild size="lg">
            <a href={startPath(required.id, path)}>Continue with single sign-on</a>
          </Button>
          {others.map(({ id, name }) => (
            <form key={id} action={switchOrganization.bind(null, id)}>
              <Button type="submit" variant="outline" size="lg" className="w-full">
                Switch to {name}
              </Button>
            </form>
          ))}
          <form action={signOut}>
            <Button type="submit" variant="ghost" size="lg" className="w-full">
              Sign out
            </Button>
          </form>
        </div>
      ) : (
        <>
          <SingleSignOnForm next={path} />
          <p className="mt-6 text-muted-foreground text-sm">
            No company account?{" "}
            <AuthLink href={`/sign-in?next=${encodeURIComponent(path)}`}>Sign in with a password</AuthLink>
          </p>
        </>
      )}
    </>
  );
}

async function connectionAt(start: unknown) {
  const id = z.uuid().safeParse(start).data;
  return id ? findConnectionById(id) : undefined;
}

type AskToStartProps = { organization: { id: string; name: string }; next: string; email: string | undefined };

/** Shown when another site linked here, such as the company's app launcher. */
function AskToStart({ organization, next, email }: AskToStartProps) {
  return (
    <>
      <AuthHeading title={`Sign in to ${organization.name}?`} icon={Building2}>
        <p>
          You'll sign in with your company account.
          {email && ` You're signed in as ${email} now, and you'll be signed out of that account.`}
        </p>
      </AuthHeading>
      <Button asChild size="lg" className="w-full">
        <a href={startPath(organization.id, next)}>Continue with single sign-on</a>
      </Button>
      <p className="mt-6 text-muted-foreground text-sm">
        Not your company? <AuthLink href="/sign-in">Sign in another way</AuthLink>
      </p>
    </>
  );
}
