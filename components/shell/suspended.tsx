import { LockKeyhole } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a page, while the organization is suspended. */
export function Suspended() {
  return (
    <EmptyState
      icon={LockKeyhole}
      title="This organization is suspended"
      description="Nothing is deleted. Only the billing page is open until it is reactivated."
      action={
        <Button asChild variant="outline">
          <Link href="/billing">Open billing</Link>
        </Button>
      }
    />
  );
}
