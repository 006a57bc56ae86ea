import { MailCheck, MailX } from "lucide-react";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { Button } from "@/components/ui/button";

type UnsubscribeViewProps = {
  token: string;
  /** Undefined if the link is invalid. */
  subscription: { name: string; description: string; address: string } | undefined;
  done: boolean;
};

/** Asks for confirmation with a form that works without JavaScript, then confirms. */
export function UnsubscribeView({ token, subscription, done }: UnsubscribeViewProps) {
  if (!subscription) {
    return (
      <AuthHeading title="This link is invalid" icon={MailX}>
        <p>Open the link from the email again, or sign in and change your email settings.</p>
      </AuthHeading>
    );
  }
  if (done) {
    return (
      <>
        <AuthHeading title="You're unsubscribed" icon={MailCheck}>
          <p>
            We won't send {subscription.name.toLowerCase()} to {subscription.address} anymore. You'll still get emails
            about your account, access and billing.
          </p>
        </AuthHeading>
        <p className="text-muted-foreground text-sm">
          Changed your mind? <AuthLink href="/settings?tab=account#emails">Change your email settings</AuthLink>
        </p>
      </>
    );
  }
  return (
    <>
      <AuthHeading title={`Unsubscribe from ${subscription.name.toLowerCase()}?`} icon={MailX}>
        <p>{subscription.description}</p>
      </AuthHeading>
      <form method="post" action={`/api/unsubscribe?t=${encodeURIComponent(token)}`}>
        <input type="hidden" name="page" value="" />
        <Button type="submit" className="w-full">
          Unsubscribe {subscription.address}
        </Button>
      </form>
    </>
  );
}
