"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { formatBytes } from "@/components/settings/data/bytes";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/sonner";
import { receiveFile } from "./receive-file";

type Received = { bytes: number; of: number };

/** Takes everything of the organization along, as a ZIP: first it is put together, then it comes. */
export function ExportData({ manages }: { manages: boolean }) {
  const [pending, setPending] = useState(false);
  const [received, setReceived] = useState<Received | null>(null);
  const fetchAll = async () => {
    setPending(true);
    const failure = await receiveFile("/settings/export", setReceived);
    setPending(false);
    setReceived(null);
    if (failure) toast.error(failure);
    else toast.success("Your data is in your downloads.");
  };
  if (!manages) return <p className="text-muted-foreground text-sm">Owners and admins can take it along.</p>;
  return (
    <div className="grid gap-3">
      <p className="text-pretty text-muted-foreground text-sm">
        Members, invitations, plan, invoices, usage, the audit log and everything made with the product. Keys by their
        first characters only; passwords and card numbers are not in it. It works whatever your plan.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="outline" pending={pending} onClick={fetchAll}>
          {!pending && <Download aria-hidden />}
          {pending ? "Putting it together…" : "Download everything"}
        </Button>
        <span role="status" className="text-muted-foreground text-sm tabular-nums">
          {received && `${formatBytes(received.bytes)} of ${formatBytes(received.of)}`}
        </span>
      </div>
      {received && <Progress value={(received.bytes / Math.max(1, received.of)) * 100} aria-label="Download" />}
    </div>
  );
}
