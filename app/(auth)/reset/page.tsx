import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { NewPasswordForm } from "@/components/auth/new-password-form";
import { ResetRequestForm } from "@/components/auth/reset-request-form";

export const metadata: Metadata = { title: "Reset your password" };

export default async function ResetPage({ searchParams }: PageProps<"/reset">) {
  const { token } = await searchParams;
  if (typeof token === "string") {
    return (
      <>
        <AuthHeading title="Set a new password">
          <p>You'll be signed out everywhere. Then sign in with your new password.</p>
        </AuthHeading>
        <NewPasswordForm token={token} />
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Forgot your password?">
        <p>Enter your email and we'll send you a reset link.</p>
      </AuthHeading>
      <ResetRequestForm />
      <p className="mt-6 text-muted-foreground text-sm">
        Remembered it? <AuthLink href="/sign-in">Sign in</AuthLink>
      </p>
    </>
  );
}
