import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { NewPasswordForm } from "@/components/auth/new-password-form";
import { ResetRequestForm } from "@/components/auth/reset-request-form";
import { sendResetLink, setNewPassword } from "./actions";

export const metadata: Metadata = { title: "Set a new password" };

export default async function ResetPage({ searchParams }: PageProps<"/reset">) {
  const { token } = await searchParams;
  if (typeof token === "string") {
    return (
      <>
        <AuthHeading title="Set a new password">
          <p>This signs you out everywhere; then sign in with the new one.</p>
        </AuthHeading>
        <NewPasswordForm token={token} action={setNewPassword} />
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Forgot your password?">
        <p>Tell us your address, and we send you a link to set a new one.</p>
      </AuthHeading>
      <ResetRequestForm action={sendResetLink} />
      <p className="mt-6 text-muted-foreground text-sm">
        Remembered it? <AuthLink href="/sign-in">Sign in</AuthLink>
      </p>
    </>
  );
}
