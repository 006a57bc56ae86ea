"use client";

import { Download } from "lucide-react";
import { usePageOrganization } from "@/components/shell/page-organization";

type ExportLinkProps = { meter: string; periodStart: Date; label: string };

/** Downloads the events behind a period of a counter. */
export function ExportLink({ meter, periodStart, label }: ExportLinkProps) {
  const { id: organization } = usePageOrganization();
  const query = new URLSearchParams({ organization, meter, period: periodStart.toISOString() });
  return (
    <a
      href={`/usage/export?${query}`}
      download
      className="rounded-sm text-muted-foreground hover:text-foreground"
      aria-label={label}
    >
      <Download className="size-4" aria-hidden />
    </a>
  );
}
