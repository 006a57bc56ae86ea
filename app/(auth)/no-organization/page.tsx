import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { signOut } from "@/components/shell/actions";
import { Button } from "@/components/ui/button";
import { currentSession } from "@/lib/auth";

export const metadata: Metadata = { title: "No organization" };

/** For people who are signed in but belong to no organization. Platform admins go to their own pages. */
export default async function NoOrganizationPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  if (session.user.isPlatformAdmin) redirect("/admin");
  return (
    <>
      <AuthHeading title="You're not in an organization">
        <p>
          {session.user.email} no longer belongs to an organization. Ask a teammate for an invitation, or sign out and
          start a trial with another email.
        </p>
      </AuthHeading>
      <form action={signOut}>
        <Button type="submit" size="lg" className="w-full">
          Sign out
        </Button>
      </form>
    </>
  );
}
