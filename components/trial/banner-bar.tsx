import { X } from "lucide-react";
import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import { dismissBanner } from "./dismiss-banner";

export type BannerTone = "neutral" | "info" | "warning" | "destructive";

const tones: Readonly<Record<BannerTone, string>> = {
  neutral: "bg-card text-foreground",
  info: "border-info/25 bg-info-soft text-info-ink",
  warning: "border-warning/40 bg-warning-soft text-warning-ink",
  destructive: "border-destructive/30 bg-destructive-soft text-destructive-ink",
};

type BannerBarProps = {
  /** The accessible name of the region. */
  label: string;
  tone: BannerTone;
  icon: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  /** Where the customer can act on it. */
  link?: { label: string; href: string };
  second?: { label: string; href: string };
  /** An inline control, such as a resend button. */
  action?: ReactNode;
  /** If set, the banner can be dismissed until tomorrow. */
  dismissKey?: string;
};

/** A line at the top of the page. Dismissing is a form post, so it works without JavaScript. */
export function BannerBar({ label, tone, icon, title, detail, link, second, action, dismissKey }: BannerBarProps) {
  return (
    <section aria-label={label} data-tone={tone} className={cn("border-b text-sm", tones[tone])}>
      <div className="mx-auto flex max-w-7xl items-start gap-3 px-4 py-2 sm:px-6 lg:px-8 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
        {icon}
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <p>
            <span className="font-medium">{title}</span>
            {detail && <span> {detail}</span>}
          </p>
          {[link, second].map(
            (each) =>
              each && (
                <Link
                  key={each.href}
                  href={each.href}
                  className="font-medium underline underline-offset-4 hover:no-underline"
                >
                  {each.label}
                </Link>
              ),
          )}
          {action}
        </div>
        {dismissKey && (
          <form action={dismissBanner.bind(null, dismissKey)}>
            <button
              type="submit"
              aria-label="Dismiss until tomorrow"
              className="-m-1 rounded-sm p-1 hover:bg-current/10"
            >
              <X className="size-4" aria-hidden />
            </button>
          </form>
        )}
      </div>
    </section>
  );
}
