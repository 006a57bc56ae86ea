import { CircleAlert, Clock } from "lucide-react";
import { BannerBar } from "./banner-bar";
import type { Banner } from "./banner-state";

/** What every page says about the plan: days of the trial, its end, a failed payment, a cancellation. */
export function PlanBanner({ banner }: { banner: Banner }) {
  const { key, tone, title, detail, action, second, dismissible } = banner;
  return (
    <BannerBar
      label="Your plan"
      tone={tone}
      icon={tone === "destructive" ? <CircleAlert /> : <Clock />}
      title={title}
      detail={detail}
      link={action}
      second={second}
      dismissKey={dismissible ? key : undefined}
    />
  );
}
