import type { ReactNode } from "react";
import type { Session } from "@/lib/auth";
import { impersonationOverPath } from "@/lib/auth/impersonation/impersonation";
import { ImpersonationBanner } from "./impersonation-banner";

type ActingBannerProps = {
  session: Session;
  organization: { name: string };
  /** Real time, by which support sessions end. */
  wall: Date;
};

/** Shows on every page of a support session who acts as whom. Nothing otherwise. */
export function ActingBanner({ session, organization, wall }: ActingBannerProps): ReactNode {
  const { impersonator, user, readOnly } = session;
  if (!impersonator) return null;
  const left = impersonator.until.getTime() - wall.getTime();
  return (
    // A new key restarts the countdown when the page is rendered again.
    <ImpersonationBanner
      key={left}
      admin={impersonator.email}
      user={user.email}
      organization={organization.name}
      readOnly={readOnly}
      left={left}
      overPath={impersonationOverPath}
    />
  );
}
