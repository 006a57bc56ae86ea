"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";
import { removePlant } from "@/products/unison/pages/actions";

/** @param orders how many work orders are deleted with it. */
export function DeletePlant({ id, name, orders }: { id: string; name: string; orders: number }) {
  const router = useRouter();
  const { run, pending, refusal, clearRefusal } = useMemberAction(removePlant, {
    done: () => {
      toast.success(`${name} deleted`);
      router.push("/plants");
    },
  });
  const contents = orders === 0 ? "" : ` and its ${orders === 1 ? "work order" : `${orders} work orders`}`;
  return (
    <>
      <ConfirmButton
        variant="outline"
        pending={pending}
        title={`Delete ${name}?`}
        description={`This permanently deletes the plant${contents}, including its departments, lanes and shifts.`}
        confirm="Delete plant"
        onConfirm={() => run({ id })}
      >
        <Trash2 aria-hidden />
        Delete
      </ConfirmButton>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </>
  );
}
