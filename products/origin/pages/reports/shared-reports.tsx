import { FeatureGate } from "@/components/entitlements/feature-gate";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { formatDate } from "@/lib/dates";
import type { FeatureOffer } from "@/lib/entitlements";
import type { listReports } from "@/products/origin/domain";
import { ShareForm } from "./share-form";
import { StopSharing } from "./stop-sharing";

type SharedReportsProps = {
  run: string;
  offer: FeatureOffer | null;
  reports: Awaited<ReturnType<typeof listReports>>;
  manages: boolean;
};

/** The links under which people without an account can read a result. */
export function SharedReports({ run, offer, reports, manages }: SharedReportsProps) {
  return (
    <FeatureGate offer={offer}>
      <Card>
        <CardHeader>
          <CardTitle>Shared reports</CardTitle>
          <CardDescription>
            Read-only links to these figures, for people without an account. Anyone with the link can open it until it
            ends.
          </CardDescription>
        </CardHeader>
        <CardContent className="grid gap-5">
          {reports.length > 0 && (
            <ul className="grid gap-3">
              {reports.map(({ id, title, url, expiresAt }) => (
                <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
                  <div className="min-w-0">
                    <a href={url} target="_blank" rel="noreferrer" className="font-medium hover:underline">
                      {title}
                    </a>
                    <p className="text-muted-foreground text-xs">Ends {formatDate(expiresAt)}</p>
                  </div>
                  {manages && <StopSharing reportId={id} title={title} url={url} />}
                </li>
              ))}
            </ul>
          )}
          {manages ? (
            <ShareForm run={run} />
          ) : (
            <p className="text-muted-foreground text-sm">Only owners and admins can share reports.</p>
          )}
        </CardContent>
      </Card>
    </FeatureGate>
  );
}
