import { MailCheck, MailX } from "lucide-react";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { Button } from "@/components/ui/button";

type UnsubscribeViewProps = {
  token: string;
  /** Undefined for a link that is not ours. */
  asked: { name: string; description: string; address: string } | undefined;
  done: boolean;
};

/** Asks once, by a form that works without script, and says what was done. */
export function UnsubscribeView({ token, asked, done }: UnsubscribeViewProps) {
  if (!asked) {
    return (
      <AuthHeading title="This link is not complete" icon={MailX}>
        <p>Copy it whole from the e-mail, or sign in and choose your e-mails in the settings.</p>
      </AuthHeading>
    );
  }
  if (done) {
    return (
      <>
        <AuthHeading title="Done" icon={MailCheck}>
          <p>
            {asked.address} gets no more of these: {asked.name.toLowerCase()}. What is about your account, your access
            or your money still comes.
          </p>
        </AuthHeading>
        <p className="text-muted-foreground text-sm">
          Changed your mind? <AuthLink href="/settings#emails">Choose your e-mails</AuthLink>
        </p>
      </>
    );
  }
  return (
    <>
      <AuthHeading title={`No more ${asked.name.toLowerCase()}?`} icon={MailX}>
        <p>{asked.description}</p>
      </AuthHeading>
      <form method="post" action={`/api/unsubscribe?t=${encodeURIComponent(token)}`}>
        <input type="hidden" name="page" value="" />
        <Button type="submit" className="w-full">
          Send no more to {asked.address}
        </Button>
      </form>
    </>
  );
}
