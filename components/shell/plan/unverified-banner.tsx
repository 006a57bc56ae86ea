import { MailWarning } from "lucide-react";
import { BannerBar } from "@/components/trial/banner-bar";
import { formatUtcDate } from "@/lib/dates";
import { ResendButton } from "./resend-button";

type UnverifiedBannerProps = {
  email: string;
  /** When the trial is put on hold unless the address is verified; null where it isn't. */
  verifyBy: Date | null;
  /** It is on hold already; the banner can't be dismissed then. */
  trialOnHold: boolean;
};

/** A trial works for three days without a verified address, but inviting, API keys and buying don't. */
export function UnverifiedBanner({ email, verifyBy, trialOnHold }: UnverifiedBannerProps) {
  return (
    <BannerBar
      label="Your email address"
      tone={trialOnHold ? "warning" : "neutral"}
      icon={<MailWarning />}
      title="Verify your email address."
      detail={
        <>
          We sent a link to <span className="[overflow-wrap:anywhere]">{email}</span>.
          <span className="max-sm:hidden"> {reasonToVerify(verifyBy, trialOnHold)}</span>
        </>
      }
      action={<ResendButton />}
      {...(trialOnHold ? {} : { dismissKey: "unverified" })}
    />
  );
}

function reasonToVerify(verifyBy: Date | null, trialOnHold: boolean): string {
  if (trialOnHold) return "Your trial is on hold until you do.";
  const needed = "You need a verified address to invite teammates, create API keys and buy a plan";
  return verifyBy ? `${needed} and, from ${formatUtcDate(verifyBy)}, to continue your trial.` : `${needed}.`;
}
