import { CircleAlert, Clock } from "lucide-react";
import { BannerBar } from "./banner-bar";
import type { Banner } from "./banner-state";

/** The plan banner: trial days left, trial ended, failed payment, or cancellation. */
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
