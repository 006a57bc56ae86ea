import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signOut } from "@/app/(app)/actions";
import { AuthHeading } from "@/components/auth/auth-heading";
import { Button } from "@/components/ui/button";
import { currentSession } from "@/lib/auth";

export const metadata: Metadata = { title: "No organization" };

/** For those who are signed in but belong to no team: removed from their last one, or the platform's own people. */
export default async function NoOrganizationPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  if (session.user.isPlatformAdmin) redirect("/admin");
  return (
    <>
      <AuthHeading title="You are in no team">
        <p>
          {session.user.email} belongs to no organization any more. Ask a colleague for an invitation, or sign out and
          start a trial with another address.
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
