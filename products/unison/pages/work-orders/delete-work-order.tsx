"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";
import { removeWorkOrder } from "@/products/unison/pages/actions";

export function DeleteWorkOrder({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const { run, pending, refusal, clearRefusal } = useMemberAction(removeWorkOrder, {
    done: () => {
      toast.success(`${name} deleted`);
      router.push("/work-orders");
    },
  });
  return (
    <>
      <ConfirmButton
        variant="outline"
        pending={pending}
        title="Delete this work order?"
        description={`This permanently deletes ${name} and its quality reports. Its number won't be reused.`}
        confirm="Delete work order"
        onConfirm={() => run({ id })}
      >
        <Trash2 aria-hidden />
        Delete
      </ConfirmButton>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </>
  );
}
