"use client";

import { Copy } from "lucide-react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { stopSharing } from "../actions";

/** Copies or ends a shared report's link. */
export function StopSharing({ reportId, title, url }: { reportId: string; title: string; url: string }) {
  const { run, pending } = useMemberAction(stopSharing, { done: () => toast.success("Link ended") });
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    toast.success("Link copied");
  };
  return (
    <div className="flex gap-2">
      <Button variant="outline" size="sm" onClick={copy}>
        <Copy aria-hidden />
        Copy link<span className="sr-only"> to {title}</span>
      </Button>
      <ConfirmButton
        variant="outline"
        size="sm"
        pending={pending}
        title={`Stop sharing “${title}”?`}
        description="The link stops working right away. You can share the result again with a new link."
        confirm="Stop sharing"
        onConfirm={() => run({ reportId })}
      >
        Stop<span className="sr-only"> sharing {title}</span>
      </ConfirmButton>
    </div>
  );
}
