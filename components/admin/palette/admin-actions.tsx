"use client";

import { ArrowLeft, Download, KeyRound, Scale } from "lucide-react";
import { useRouter } from "next/navigation";
import type { PaletteAction } from "@/components/palette/general-actions";
import { useAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";
import { reconcile } from "../reconciliation/actions";

/** What an admin can do on every page of the admin area. */
export function useAdminActions(): PaletteAction[] {
  const router = useRouter();
  const reconciliation = useAction(reconcile, {
    done: ({ joined }) => toast.success(joined ? "Reconciliation is already running" : "Reconciliation started"),
  });
  return [
    {
      label: "Reconcile with Stripe now",
      keywords: "sync mismatch check",
      icon: <Scale />,
      run: () => reconciliation.run(undefined),
    },
    {
      label: "Create platform key",
      keywords: "api token secret",
      icon: <KeyRound />,
      run: () => router.push("/admin/platform-keys"),
    },
    {
      label: "Download organizations as CSV",
      keywords: "export spreadsheet",
      icon: <Download />,
      run: () => window.location.assign("/admin/organizations/export"),
    },
    {
      label: "Back to the app",
      keywords: "dashboard leave admin",
      icon: <ArrowLeft />,
      run: () => router.push("/dashboard"),
    },
  ];
}
