"use client";

import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { toast } from "@/components/ui/sonner";
import { channelName } from "../../domain/data/names";
import { removeAlert } from "../actions";

/** Easy to set again, so it asks nothing. */
export function RemoveAlert({ channel }: { channel: string }) {
  const { run, pending } = useMemberAction(removeAlert, { done: () => toast.success("Alert removed") });
  return (
    <WriteButton variant="outline" size="sm" pending={pending} onClick={() => run({ channel })}>
      Remove<span className="sr-only"> the alert for {channelName(channel)}</span>
    </WriteButton>
  );
}
