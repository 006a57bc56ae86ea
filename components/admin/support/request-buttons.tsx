"use client";

import { useRouter } from "next/navigation";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";
import type { SupportState } from "@/lib/support/topics";
import { ActionButton } from "../action-button";
import { changeState, deleteRequest } from "./actions";

export function RequestButtons({ requestId, state }: { requestId: string; state: SupportState }) {
  const router = useRouter();
  const closed = state === "closed";
  const remove = useAction(() => deleteRequest({ requestId }), {
    done: () => {
      toast.success("Request deleted");
      router.push("/admin/support");
    },
  });
  return (
    <>
      <ConfirmButton
        variant="ghost"
        pending={remove.pending}
        title="Delete this request?"
        description="The message and your answers are deleted. The audit log records that you deleted a request. Use this for spam."
        confirm="Delete request"
        onConfirm={() => remove.run(undefined)}
      >
        Delete
      </ConfirmButton>
      <ActionButton
        variant="outline"
        action={() => changeState({ requestId, state: closed ? "open" : "closed" })}
        success={closed ? "Request reopened" : "Request closed"}
      >
        {closed ? "Reopen" : "Close"}
      </ActionButton>
    </>
  );
}
