import { FeatureGate } from "@/components/entitlements/feature-gate";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { formatDate } from "@/lib/dates";
import type { FeatureOffer } from "@/lib/entitlements";
import { formatPercent } from "@/lib/numbers";
import type { RoiAlert } from "@/products/origin/domain";
import { windowDays } from "../../domain/alerts/roi-alert";
import { channelName } from "../../domain/data/names";
import { formatRoi, roiOf } from "../../domain/runs/returns";
import { dayOf } from "../run-words";
import { AlertForm } from "./alert-form";
import { RemoveAlert } from "./remove-alert";

type RoiAlertsProps = {
  offer: FeatureOffer | null;
  alerts: readonly RoiAlert[];
  /** Those with spend. */
  channels: readonly string[];
  manages: boolean;
};

/** The ROI that channels have to keep, and which of them don't. */
export function RoiAlerts({ offer, alerts, channels, manages }: RoiAlertsProps) {
  return (
    <FeatureGate offer={offer}>
      <Card>
        <CardHeader>
          <CardTitle>ROI alerts</CardTitle>
          <CardDescription>
            After each day, we compare every channel’s ROI over the last {windowDays} days with its threshold, by the
            linear model. When one falls below it, we email owners and admins once. Checks don’t count as runs.
          </CardDescription>
        </CardHeader>
        <CardContent className="grid gap-5">
          {alerts.length > 0 ? (
            <ul className="grid gap-3">
              {alerts.map((alert) => (
                <li key={alert.channel} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
                  <div className="grid min-w-0 gap-1">
                    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                      <span className="font-medium">{channelName(alert.channel)}</span>
                      <Status {...alert} />
                    </p>
                    <p className="text-muted-foreground text-xs">
                      Threshold {formatPercent(alert.threshold / 100)}
                      {alert.checkedDay !== null &&
                        ` · ROI ${formatRoi(roiOf(alert))} through ${dayOf(alert.checkedDay)}`}
                    </p>
                  </div>
                  {manages && <RemoveAlert channel={alert.channel} />}
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-sm">No alerts yet. {manages && "Choose a channel and the ROI it has to keep."}</p>
          )}
          {!manages ? (
            <p className="text-muted-foreground text-sm">Only owners and admins can set alerts.</p>
          ) : channels.length > 0 ? (
            <AlertForm channels={channels.map((channel) => ({ channel, name: channelName(channel) }))} />
          ) : (
            <p className="text-muted-foreground text-sm">
              A channel without spend has no ROI. Add what your channels cost on the data page first.
            </p>
          )}
        </CardContent>
      </Card>
    </FeatureGate>
  );
}

function Status({ checkedDay, spend, fallenAt }: RoiAlert) {
  if (fallenAt !== null) {
    return (
      <Badge variant="destructive" dot>
        Below since {formatDate(fallenAt)}
      </Badge>
    );
  }
  if (checkedDay === null) return <Badge variant="outline">Not checked yet</Badge>;
  if (spend === 0) return <Badge variant="outline">No spend</Badge>;
  return (
    <Badge variant="success" dot>
      Above threshold
    </Badge>
  );
}
