import type { ReactNode } from "react";
import type { Session } from "@/lib/auth";
import { impersonationOverPath } from "@/lib/auth/impersonation/impersonation";
import { ImpersonationBanner } from "./impersonation-banner";

type ActingBannerProps = {
  session: Session;
  organization: { name: string };
  /** The wall's time. */
  wall: Date;
  end: () => Promise<void>;
};

/** Says on each page who acts for whom; nothing for who is themselves. */
export function ActingBanner({ session, organization, wall, end }: ActingBannerProps): ReactNode {
  const { impersonator, user, readOnly } = session;
  if (!impersonator) return null;
  const left = impersonator.until.getTime() - wall.getTime();
  return (
    // A page made anew says anew how much is left.
    <ImpersonationBanner
      key={left}
      admin={impersonator.email}
      user={user.email}
      organization={organization.name}
      readOnly={readOnly}
      left={left}
      end={end}
      overPath={impersonationOverPath}
    />
  );
}
