"use client";

import { Download } from "lucide-react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { saveFile } from "../data/download-file";
import { exportOwnData } from "./actions";

/** Downloads everything stored about the person, after they confirm their identity. */
export function ExportOwnData() {
  const { run, pending } = useAction(exportOwnData, {
    done: ({ name, json }) => {
      saveFile(new Blob([json], { type: "application/json" }), name);
      toast.success("Your data was downloaded");
    },
  });
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-pretty text-muted-foreground text-sm">
        Your account, sessions, sign-ins, memberships, invitations, emails and what you did. Passwords, keys and codes
        aren't included, and neither is your organization's data.
      </p>
      <Button variant="outline" pending={pending} onClick={() => run(undefined)}>
        {!pending && <Download aria-hidden />}
        {pending ? "Preparing…" : "Download your data"}
      </Button>
    </div>
  );
}
