import { LockKeyhole } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { catalog } from "@/lib/catalog";

/** In place of a page while the organization is suspended. */
export function Suspended() {
  const { email } = catalog.copy.company;
  return (
    <EmptyState
      size="page"
      heading="h1"
      icon={LockKeyhole}
      title="This organization is suspended"
      description={
        <>
          Your data is safe. Contact{" "}
          <a href={`mailto:${email}`} className="underline underline-offset-4">
            {email}
          </a>{" "}
          to have it reactivated.
        </>
      }
      action={
        <Button asChild variant="outline">
          <Link href="/billing">Open billing</Link>
        </Button>
      }
    />
  );
}
