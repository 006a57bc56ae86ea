"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/sonner";
import { formatBytes } from "./bytes";
import { downloadFile } from "./download-file";

type Received = { bytes: number; total: number };

/** Downloads all of the organization's data as a ZIP, with progress. */
export function ExportData({ manages }: { manages: boolean }) {
  const [pending, setPending] = useState(false);
  const [received, setReceived] = useState<Received | null>(null);
  const download = async () => {
    setPending(true);
    const failure = await downloadFile("/settings/export", setReceived);
    setPending(false);
    setReceived(null);
    if (failure) toast.error(failure);
    else toast.success("Export downloaded");
  };
  if (!manages) return <p className="text-muted-foreground text-sm">Only owners and admins can export data.</p>;
  return (
    <div className="grid gap-3">
      <p className="text-pretty text-muted-foreground text-sm">
        Members, invitations, plan, invoices, usage, audit log and all product data. API keys are masked; passwords and
        card numbers aren't included. Available on every plan.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="outline" pending={pending} onClick={download}>
          {!pending && <Download aria-hidden />}
          {pending ? "Preparing export…" : "Download everything"}
        </Button>
        <span role="status" className="text-muted-foreground text-sm tabular-nums">
          {received && `${formatBytes(received.bytes)} of ${formatBytes(received.total)}`}
        </span>
      </div>
      {received && <Progress value={(received.bytes / Math.max(1, received.total)) * 100} aria-label="Download" />}
    </div>
  );
}
